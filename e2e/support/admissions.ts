import { expect } from 'vitest';
import type { FormValues } from '../../core/forms/form.ts';
import { checklistItems } from '../../core/modules/admission/public.ts';
import { application, apply, papersOf, receipt, taskOf } from '../../server/testing/admission.ts';
import type { Visitor } from '../../server/testing/visitor.ts';
import { PASSWORD, type RealHouse } from './real-house.ts';

/** Somebody at work without a browser: activates the account, signs in, and signs by password and code. */
export interface Colleague {
  readonly visitor: Visitor;
  /** Does an act, signed where the definition asks for it. */
  readonly act: (caseId: string, stage: string, action: string, form: FormValues, signed?: boolean) => Promise<void>;
}

export const colleague = async (real: RealHouse, account: string, token: string): Promise<Colleague> => {
  const visitor = await real.house.visitor();
  const { body } = await visitor.post('/api/activate', { token, password: PASSWORD });
  const proof = () => (body.totpSecret === undefined ? {} : { totp: real.codeOf(body.totpSecret) });
  const entered = await visitor.post('/api/sign-in', { account, password: PASSWORD, ...proof() });
  expect([account, entered.status]).toEqual([account, 200]);
  return {
    visitor,
    act: async (caseId, stage, action, form, signed = false) => {
      const { body: page } = await visitor.get(`/api/cases/${caseId}`);
      const able = page.tasks.find(
        (task: { stage: string; actions: { name: string }[] }) =>
          task.stage === stage && task.actions.some(({ name }) => name === action),
      );
      const signature = signed ? { signature: { method: 'password', password: PASSWORD, ...proof() } } : {};
      const path = `/api/tasks/${able.id}/actions/${action}`;
      const answer = await visitor.post(path, { version: page.version, form, ...signature });
      expect([action, answer.status, answer.body.code]).toEqual([action, 200, undefined]);
    },
  };
};

/** Files an application under a name of its own; the id of its case. */
export const applyAs = async (merchant: Colleague, merchantName: string): Promise<string> =>
  (
    await apply(
      merchant.visitor,
      application(await papersOf(merchant.visitor, merchantName), { merchantName, permitHolder: merchantName }),
    )
  ).caseId;

export const acceptMaterial = async (clerk: Colleague, caseId: string): Promise<void> => {
  const { id, version } = await taskOf(clerk.visitor, caseId, 'completeness');
  const answer = await clerk.visitor.post(`/api/tasks/${id}/actions/accept`, { version, form: receipt });
  expect(answer.status).toBe(200);
};

export const passedChecklist = Object.fromEntries(checklistItems.map(({ code }) => [code, { answer: 'pass' }]));

import { Defect } from '../../core/base/result.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { RoleId } from '../../core/manual/roles.ts';
import { checklistItems } from '../../core/modules/admission/public.ts';
import { permitOf } from '../demo/applications.ts';
import { applicant, application, apply, papersOf, receipt, taskOf } from './admission.ts';
import { PASSWORD, type RealHouse } from './real-house.ts';
import type { Answer, Visitor } from './visitor.ts';

const must = (what: string, { status, body }: Answer): void => {
  if (status !== 200) throw new Defect(`${what} was answered with ${status}: ${JSON.stringify(body).slice(0, 300)}`);
};

/** Somebody at work without a browser: activates the account, signs in, and signs by password and code. */
export interface Colleague {
  readonly visitor: Visitor;
  /** Password and a fresh code. */
  readonly proof: () => { readonly method: 'password'; readonly password: string; readonly totp?: string };
  /** Does an act, signed where the definition asks for it. */
  readonly act: (caseId: string, stage: string, action: string, form: FormValues, signed?: boolean) => Promise<void>;
}

export const colleague = async (real: RealHouse, account: string, token: string): Promise<Colleague> => {
  const visitor = await real.house.visitor();
  const { body } = await visitor.post('/api/activate', { token, password: PASSWORD });
  const code = () => (body.totpSecret === undefined ? {} : { totp: real.codeOf(body.totpSecret) });
  const proof = () => ({ method: 'password', password: PASSWORD, ...code() }) as const;
  const entered = await visitor.post('/api/sign-in', { account, password: PASSWORD, ...code() });
  must(account, entered);
  return {
    visitor,
    proof,
    act: async (caseId, stage, action, form, signed = false) => {
      const { body: page } = await visitor.get(`/api/cases/${caseId}`);
      const able = page.tasks.find(
        (task: { stage: string; actions: { name: string }[] }) =>
          task.stage === stage && task.actions.some(({ name }) => name === action),
      );
      const signature = signed ? { signature: proof() } : {};
      const path = `/api/tasks/${able.id}/actions/${action}`;
      const answer = await visitor.post(path, { version: page.version, form, ...signature });
      must(action, answer);
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
  must('accept', answer);
};

export const passedChecklist = Object.fromEntries(checklistItems.map(({ code }) => [code, { answer: 'pass' }]));

const lookUp = (credential: string, number: string): FormValues => ({
  credential,
  number,
  platform: '国家药品监督管理局',
  checkedAt: '2026-01-06T09:00:00+08:00',
  status: 'valid',
  scope: '与申请品类一致',
});

export interface Team {
  readonly merchant: Colleague;
  readonly clerk: Colleague;
  readonly liaison: Colleague;
  readonly quality: Colleague;
  readonly compliance: Colleague;
}

/** Everybody whom an admission passes up to its summary. */
export const hireTeam = async (real: RealHouse): Promise<Team> => {
  const hired = async (loginName: string, name: string, role: RoleId) =>
    colleague(real, loginName, await real.hire(loginName, name, role));
  return {
    merchant: await colleague(real, 'merchant', await real.enrol('merchant', '张晓棠', 'm1')),
    clerk: await hired('clerk', '陆遥', 'admissionClerk'),
    liaison: await hired('liaison', '顾砚秋', 'qualityLiaison'),
    quality: await hired('quality', '贺素文', 'qualificationReviewer'),
    compliance: await hired('compliance', '严明礼', 'complianceOfficer'),
  };
};

/** An application that both departments have passed and that waits for its summary; the id of its case. */
export const awaitingSummary = async (team: Team, merchantName: string): Promise<string> => {
  const caseId = await applyAs(team.merchant, merchantName);
  await acceptMaterial(team.clerk, caseId);
  const agreed = { checklist: passedChecklist, opinion: '材料齐全,同意提交专业审核。' };
  await team.liaison.act(caseId, 'preliminary', 'pass', agreed, true);
  const verifications = [
    lookUp('businessLicence', applicant.uscc),
    lookUp('permit', permitOf(applicant)),
    lookUp('registration', applicant.registration),
  ];
  const assessed = { verifications, categoryRisk: 'Low', companySize: 'Medium', grade: 'A', opinion: '同意通过。' };
  await team.quality.act(caseId, 'professional', 'passQuality', assessed, true);
  const credit = { creditSite: '信用中国', creditCheckedAt: '2026-01-06T09:10:00+08:00', creditResult: 'clean' };
  const fits = { scopeFits: true, papersValid: true, ...credit, opinion: '未发现合规风险。' };
  await team.compliance.act(caseId, 'professional', 'passCompliance', fits, true);
  return caseId;
};

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActionView, CaseView, TaskView } from '../../../core/contract/case-view.ts';
import type { ActBody } from '../../../core/contract/requests.ts';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import type { FormValues } from '../../../core/forms/form.ts';
import { ProblemError, sendJson } from '../../app/api.ts';
import { usePresses } from '../../app/press.ts';
import { caseQuery } from './case-query.ts';

interface Act {
  readonly action: ActionView;
  readonly values: FormValues;
  readonly proof: SignatureProof | null;
  readonly version: number;
}

/** Sends an action once per press; the answer is the case as it is now. */
export const useAct = (caseId: string, task: TaskView) => {
  const queries = useQueryClient();
  const presses = usePresses();
  return useMutation({
    mutationFn: async ({ action, values, proof, version }: Act): Promise<CaseView> => {
      const body: ActBody = {
        version,
        ...(action.form ? { form: values } : {}),
        ...(proof ? { signature: proof } : {}),
      };
      // The proof is different each time (a one-time code): what is pressed is the action with its form.
      const key = presses.keyFor([task.id, action.name, version, values]);
      const path = `/api/tasks/${encodeURIComponent(task.id)}/actions/${encodeURIComponent(action.name)}`;
      try {
        const view = await sendJson<CaseView>('POST', path, body, { key });
        presses.settle(null);
        return view;
      } catch (error) {
        presses.settle(error);
        throw error;
      }
    },
    onSuccess: (view) => {
      queries.setQueryData(caseQuery(caseId).queryKey, view);
      void queries.invalidateQueries({ queryKey: ['todo'] });
      void queries.invalidateQueries({ queryKey: ['cases'] });
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status === 409)
        void queries.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
    },
  });
};

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { CaseView, TaskView } from '../../../core/contract/case-view.ts';
import { ProblemError, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { caseQuery } from '../../parts/case/case-query.ts';

export type Move = keyof TaskView['moves'];

const paths: Record<Move, string> = {
  claim: 'claim',
  release: 'release',
  transfer: 'transfer',
  addSigner: 'add-signer',
  sendBack: 'send-back',
  urge: 'urge',
  copy: 'copy',
  withdraw: 'withdraw',
};

interface MoveArguments {
  readonly task: TaskView;
  readonly move: Move;
  readonly reason: string;
  /** A person, or the stage that the case goes back to. */
  readonly to: string | null;
}

/** Makes a move once per press; the answer is the case as it is now. */
export const useMove = (view: CaseView) => {
  const queries = useQueryClient();
  const presses = usePresses();
  const { message } = App.useApp();
  const { t } = useLanguage();
  return useMutation({
    mutationFn: async ({ task, move, reason, to }: MoveArguments): Promise<CaseView> => {
      const body = { version: view.version, ...(reason === '' ? {} : { reason }), ...(to === null ? {} : { to }) };
      const path =
        move === 'withdraw'
          ? `/api/cases/${encodeURIComponent(view.id)}/withdraw`
          : `/api/tasks/${encodeURIComponent(task.id)}/${paths[move]}`;
      try {
        const next = await sendJson<CaseView>('POST', path, body, { key: presses.keyFor([move, task.id, body]) });
        presses.settle(null);
        return next;
      } catch (error) {
        presses.settle(error);
        throw error;
      }
    },
    onSuccess: (next, { move }) => {
      queries.setQueryData(caseQuery(view.id).queryKey, next);
      void queries.invalidateQueries({ queryKey: ['todo'] });
      void message.success(t('moves.done', { move: t(`moves.${move}`) }));
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status === 409)
        void queries.invalidateQueries({ queryKey: caseQuery(view.id).queryKey });
    },
  });
};

import '../../parts/case/task-panel.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { CaseView, TaskView } from '../../../core/contract/case-view.ts';
import { sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { caseQuery } from '../../parts/case/case-query.ts';
import { PressProblem } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';

/** A task that was added for one's opinion alone: the server refuses every action of it with this code. */
export const isSignerTask = (task: TaskView): boolean =>
  task.actions.length > 0 &&
  task.actions.every((action) => !action.allowed.allowed && action.allowed.code === 'task.signerOnly');

type Answer = 'agreed' | 'refused';

/** 加签: agree or disagree, with a reason where one disagrees. */
export const SignerPanel = ({
  view,
  task,
  done,
}: {
  view: CaseView;
  task: TaskView;
  done: (answer: string) => void;
}) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const queries = useQueryClient();
  const presses = usePresses();
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState(false);
  const give = useMutation({
    mutationFn: async (answer: Answer) => {
      const body = { version: view.version, answer, reason: reason.trim() };
      const path = `/api/tasks/${encodeURIComponent(task.id)}/answer`;
      try {
        const next = await sendJson<CaseView>('POST', path, body, { key: presses.keyFor([task.id, body]) });
        presses.settle(null);
        return next;
      } catch (error) {
        presses.settle(error);
        throw error;
      }
    },
    onSuccess: (next, answer) => {
      done(t(`signer.${answer}`));
      queries.setQueryData(caseQuery(view.id).queryKey, next);
      void queries.invalidateQueries({ queryKey: ['todo'] });
    },
    onError: () => void queries.invalidateQueries({ queryKey: caseQuery(view.id).queryKey }),
  });
  const press = (answer: Answer) => {
    const without = answer === 'refused' && reason.trim() === '';
    setLacking(without);
    if (!without) give.mutate(answer);
  };
  return (
    <section className="task" aria-label={pick(task.title)}>
      <header className="task-head">
        <h2>
          {t('signer.title')} · {pick(task.title)}
        </h2>
        <p className="muted">{t('case.openedFor', { at: minuteOf(task.openedAt) })}</p>
      </header>
      <div className="task-scroll">
        <div className="field">
          <div className="field-label">
            <label htmlFor={id}>{t('signer.opinion')}</label>
          </div>
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={500}
            value={reason}
            aria-invalid={lacking}
            aria-describedby={`${id}-error`}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="field-error" id={`${id}-error`} aria-live="polite">
            {lacking && t('signer.reasonMissing')}
          </p>
        </div>
      </div>
      <footer className="task-foot">
        {give.error && <PressProblem error={give.error} kept />}
        <div className="task-actions">
          <Button
            type="primary"
            loading={give.isPending && give.variables === 'agreed'}
            onClick={() => press('agreed')}
          >
            {t('signer.agreed')}
          </Button>
          <Button danger loading={give.isPending && give.variables === 'refused'} onClick={() => press('refused')}>
            {t('signer.refused')}
          </Button>
        </div>
      </footer>
    </section>
  );
};

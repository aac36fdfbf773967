import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { CaseView } from '../../../core/contract/case-view.ts';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { EmptyState } from '../../parts/states.tsx';

interface Props {
  /** Name of the act that was done. */
  readonly what: string;
  readonly next: TodoItem | undefined;
  readonly goNext: () => void;
  /** Back to a further task of the same case that is this person's. */
  readonly again: (() => void) | null;
}

/** The answer to an act, with the next item under the finger. Shown only after the server has committed. */
export const TaskDone = ({ what, next, goNext, again }: Props) => {
  const { t, pick } = useLanguage();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} tabIndex={-1} className="task-result" role="status">
      <div>
        <h2>
          <Icon name="check" size={24} />
          {t('case.done', { action: what })}
        </h2>
        <p className="muted">{t('case.doneHint')}</p>
      </div>
      {again && <Button onClick={again}>{t('case.tasks')}</Button>}
      <Button type="primary" size="large" onClick={goNext}>
        {t(next ? 'case.next' : 'case.backToList')}
        <Icon name="arrowRight" />
        <kbd className="key key-on-accent">n</kbd>
      </Button>
      {next && (
        <p className="task-next">
          <strong>{next.subject}</strong>
          {pick(next.title)} · <span className="number">{next.caseNumber}</span>
        </p>
      )}
    </section>
  );
};

export const TaskElsewhere = ({ view }: { view: CaseView }) => {
  const { t, pick } = useLanguage();
  if (view.state === 'ended') return <EmptyState icon="check" title={t('case.ended')} hint={t('case.endedHint')} />;
  const who = view.tasks
    .filter((task) => task.state === 'open')
    .map((task) => {
      const by = task.claimedBy?.name ?? pick(task.role);
      const climbed = task.climbed ? `: ${t(`case.climbed.${task.climbed}`)}` : '';
      return `${pick(task.title)} (${by}${climbed})`;
    });
  return (
    <EmptyState
      icon="clock"
      title={t('case.noTask')}
      hint={t('case.noTaskHint', { who: who.join('、') || t('common.none') })}
    />
  );
};

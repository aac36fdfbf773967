import './states.css';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError, UnreachableError } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import { Icon, type IconName } from './icon.tsx';

/** Says what will appear here and how to begin. */
export const EmptyState = (props: { icon: IconName; title: string; hint?: string; children?: ReactNode }) => (
  <div className="empty-state">
    <Icon name={props.icon} size={32} />
    <p className="empty-title">{props.title}</p>
    {props.hint && <p className="empty-hint">{props.hint}</p>}
    {props.children}
  </div>
);

/** Grey lines where the words will stand; announced once to screen readers. */
export const Skeleton = ({ lines = 3, rows = 1 }: { lines?: number; rows?: number }) => {
  const { t } = useLanguage();
  return (
    <div className="bones" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="bone-row">
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} className="bone" style={{ width: `${[62, 88, 40, 74][(line + row) % 4]}%` }} />
          ))}
        </div>
      ))}
    </div>
  );
};

/** What happened, what was kept, what to do: for anything that could not be read. */
export const LoadProblem = ({ error, retry }: { error: unknown; retry?: () => void }) => {
  const { t, pick } = useLanguage();
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <div className="empty-state" role="alert">
      <Icon name="warn" size={32} />
      <p className="empty-title">{problem ? pick(problem.message) : t('problem.load')}</p>
      <p className="empty-hint">
        {problem
          ? (problem.obligation ?? '')
          : error instanceof UnreachableError
            ? t('problem.unreachable')
            : t('problem.loadHint')}
      </p>
      {retry && <Button onClick={retry}>{t('common.retry')}</Button>}
    </div>
  );
};

/** The answer to a press that did not succeed, beside the button it belongs to. */
export const PressProblem = ({ error, kept }: { error: unknown; kept: boolean }) => {
  const { t, pick } = useLanguage();
  const problem = error instanceof ProblemError ? error.problem : null;
  // Being asked for the code is the next step of signing in or signing, and no fault.
  if (problem?.code === 'signIn.codeNeeded')
    return (
      <p className="press-asked" role="status">
        {pick(problem.message)}
      </p>
    );
  return (
    <div className="press-problem" role="alert">
      <Icon name="warn" />
      <div>
        <p className="press-problem-title">{problem ? pick(problem.message) : t('problem.unreachable')}</p>
        <p>
          {kept ? t('problem.kept') : t('problem.keptNothing')}
          {problem?.obligation && ` ${t('problem.clause', { clause: problem.obligation })}`}
        </p>
      </div>
    </div>
  );
};

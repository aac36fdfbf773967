import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { SignListView } from '../../../core/contract/sign-list.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import type { SignList } from './use-sign-list.ts';

interface Props {
  readonly list: SignList;
  readonly results: SignListView['results'];
  readonly rest: () => void;
  readonly leave: () => void;
}

/** What has become of each act; one that was not done says why, and the others stand. */
export const SignListResults = ({ list, results, rest, leave }: Props) => {
  const { t, pick } = useLanguage();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const outcomes = new Map(results.map((result) => [result.taskId, result]));
  const done = results.filter((result) => result.done).length;
  const left = results.length - done;
  return (
    <section ref={box} tabIndex={-1} className="sign-results" role="status">
      <h2>{left === 0 ? t('signList.allDone', { done }) : t('signList.result', { done, left })}</h2>
      <ul>
        {list.items.map((item) => {
          const problem = outcomes.get(item.taskId)?.problem ?? null;
          return (
            <li key={item.taskId} className={problem ? 'sign-result sign-result-not' : 'sign-result'}>
              <Icon name={problem ? 'warn' : 'check'} />
              <div>
                <Link to="/cases/$caseId" params={{ caseId: item.caseId }} search={{}}>
                  {item.subject}
                </Link>{' '}
                <span className="number muted">{item.caseNumber}</span>
                <p>
                  {t(problem ? 'signList.notDone' : 'signList.done')}
                  {problem && ` · ${pick(problem.message)}`}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
      <div className="sign-results-actions">
        <Button type="primary" onClick={leave}>
          {t('signList.toTodo')}
        </Button>
        <Button onClick={rest}>{t('signList.rest')}</Button>
      </div>
    </section>
  );
};

import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { AccessReviewView, ReviewLineView } from '../../../core/contract/access-view.ts';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { OrganisationFrame } from './frame.tsx';
import { organisationQuery } from './organisation-query.ts';

const route = getRouteApi('/inside/organisation/review');
const keyOf = (line: ReviewLineView): string => `${line.accountId} ${line.postId}`;

const Line = ({ line, chosen, toggle }: { line: ReviewLineView; chosen: boolean; toggle: () => void }) => {
  const { t, pick } = useLanguage();
  const open = line.decision === null && !line.own;
  return (
    <tr>
      <td>{open && <Checkbox aria-label={`${line.name} ${pick(line.post)}`} checked={chosen} onChange={toggle} />}</td>
      <th scope="row">{line.name}</th>
      <td>{pick(line.post)}</td>
      <td className="org-wide number">{line.since.slice(0, 10)}</td>
      <td>
        {line.decision === null
          ? line.own && <span className="muted">{t('org.review.own')}</span>
          : `${t(`org.review.${line.decision}`)} · ${line.decidedBy} · ${line.reason}`}
      </td>
    </tr>
  );
};

const Lines = ({ open }: { open: NonNullable<AccessReviewView['open']> }) => {
  const { t } = useLanguage();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [decision, setDecision] = useState<'keep' | 'remove' | null>(null);
  const undecided = open.lines.filter((line) => line.decision === null && !line.own);
  const all = undecided.length > 0 && undecided.every((line) => chosen.has(keyOf(line)));
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  const lines = undecided
    .filter((line) => chosen.has(keyOf(line)))
    .map(({ accountId, postId }) => ({ accountId, postId }));
  return (
    <>
      <div className="page-tools org-review-tools">
        <Checkbox checked={all} onChange={() => setChosen(new Set(all ? [] : undecided.map(keyOf)))}>
          {t('org.review.all')}
        </Checkbox>
        <Button type="primary" disabled={lines.length === 0} onClick={() => setDecision('keep')}>
          {t('org.review.keepChosen', { n: lines.length })}
        </Button>
        <Button danger disabled={lines.length === 0} onClick={() => setDecision('remove')}>
          {t('org.review.removeChosen', { n: lines.length })}
        </Button>
      </div>
      <table className="org-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('org.review.choose')}</span>
            </th>
            <th scope="col">{t('org.name')}</th>
            <th scope="col">{t('org.post')}</th>
            <th scope="col" className="org-wide">
              {t('org.since')}
            </th>
            <th scope="col">{t('org.review.decision')}</th>
          </tr>
        </thead>
        <tbody>
          {open.lines.map((line) => (
            <Line key={keyOf(line)} line={line} chosen={chosen.has(keyOf(line))} toggle={() => toggle(keyOf(line))} />
          ))}
        </tbody>
      </table>
      {decision !== null && (
        <ChangeDialog
          title={t(`org.review.${decision}`)}
          button={t(`org.review.${decision}`)}
          danger={decision === 'remove'}
          close={() => setDecision(null)}
          done={() => setChosen(new Set())}
          change={() => ({
            path: `/api/access-reviews/${encodeURIComponent(open.id)}/decide`,
            body: { lines, decision },
          })}
        >
          <p>{t(`org.review.hint.${decision}`, { n: lines.length })}</p>
        </ChangeDialog>
      )}
    </>
  );
};

const Review = ({ view, review }: { view: OrganisationView; review: AccessReviewView }) => {
  const { t } = useLanguage();
  const [beginning, setBeginning] = useState(false);
  return (
    <>
      <p className="page-lead org-lead">
        {t('org.review.lead')} <span className="number">{review.clause}</span>
      </p>
      {review.dueOn !== '' && review.open === null && (
        <p className={review.overdue ? 'org-review-due org-nobody' : 'org-review-due'}>
          <Icon name={review.overdue ? 'warn' : 'clock'} />
          {t(review.overdue ? 'org.review.overdue' : 'org.review.due', { day: review.dueOn })}
        </p>
      )}
      {review.last && (
        <p className="muted">
          {t('org.review.last', {
            at: minuteOf(review.last.closedAt),
            kept: review.last.kept,
            removed: review.last.removed,
          })}
        </p>
      )}
      {review.open ? (
        <>
          <p>
            {t('org.review.open', {
              by: review.open.begunBy,
              at: minuteOf(review.open.begunAt),
              left: review.open.left,
              total: review.open.total,
            })}
          </p>
          <Lines open={review.open} />
        </>
      ) : (
        <Button type={review.overdue ? 'primary' : 'default'} onClick={() => setBeginning(true)}>
          {t('org.review.begin')}
        </Button>
      )}
      {beginning && (
        <ChangeDialog
          title={t('org.review.begin')}
          button={t('org.review.begin')}
          close={() => setBeginning(false)}
          change={() => ({ path: '/api/access-reviews', body: { entityId: view.entity.id } })}
        >
          <p>{t('org.review.beginHint')}</p>
        </ChangeDialog>
      )}
    </>
  );
};

/** 权限审核: every quarter somebody looks at who may do what and says of each whether it stays. */
export const ReviewPage = () => {
  const { entity } = route.useSearch();
  const tree = useQuery(organisationQuery(entity));
  const entityId = tree.data?.entity.id;
  const review = useQuery({
    queryKey: ['organisation', 'review', entityId ?? ''],
    queryFn: ({ signal }) => getJson<AccessReviewView>(`/api/access-reviews${query({ entityId })}`, { signal }),
    enabled: entityId !== undefined,
  });
  if (tree.isError) return <LoadProblem error={tree.error} retry={() => void tree.refetch()} />;
  if (review.isError) return <LoadProblem error={review.error} retry={() => void review.refetch()} />;
  if (!tree.data || !review.data) return <Skeleton rows={4} />;
  return (
    <OrganisationFrame view={tree.data}>
      <Review view={tree.data} review={review.data} />
    </OrganisationFrame>
  );
};

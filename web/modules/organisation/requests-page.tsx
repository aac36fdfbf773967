import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Pagination, Segmented, Select } from 'antd';
import { useId, useState } from 'react';
import type { AccessRequestPageView, AccessRequestView } from '../../../core/contract/access-view.ts';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import type { StaffDetailView } from '../../../core/contract/staff-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { OrganisationFrame } from './frame.tsx';
import { organisationQuery } from './organisation-query.ts';
import { RequestDialog } from './request-dialog.tsx';

const route = getRouteApi('/inside/organisation/requests');

const SetUpDialog = ({ request, close }: { request: AccessRequestView; close: () => void }) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const [insteadOf, setInsteadOf] = useState<string | null>(null);
  const { person, entityId } = request;
  const detail = useQuery({
    queryKey: ['organisation', 'person', person?.personId ?? '', entityId],
    queryFn: ({ signal }) =>
      getJson<StaffDetailView>(`/api/staff/${encodeURIComponent(person?.personId ?? '')}${query({ entityId })}`, {
        signal,
      }),
    enabled: person !== null,
  });
  const held = detail.data?.posts ?? [];
  return (
    <ChangeDialog
      title={t('org.request.setUp')}
      button={t('org.request.setUp')}
      when="from"
      close={close}
      change={() => ({
        path: `/api/access-requests/${encodeURIComponent(request.id)}/set-up`,
        body: insteadOf === null ? {} : { insteadOf },
      })}
    >
      {held.length > 0 && (
        <>
          <label htmlFor={`${id}-instead`}>{t('org.insteadOf')}</label>
          <Select
            id={`${id}-instead`}
            allowClear
            value={insteadOf}
            onChange={(value) => setInsteadOf(value ?? null)}
            options={held.map((post) => ({ value: post.id, label: pick(post.title) }))}
          />
        </>
      )}
    </ChangeDialog>
  );
};

const DecideDialog = ({
  request,
  decision,
  close,
}: {
  request: AccessRequestView;
  decision: 'approved' | 'refused';
  close: () => void;
}) => {
  const { t } = useLanguage();
  return (
    <ChangeDialog
      title={t(`org.request.decide.${decision}`)}
      button={t(`org.request.decide.${decision}`)}
      danger={decision === 'refused'}
      close={close}
      change={() => ({ path: `/api/access-requests/${encodeURIComponent(request.id)}/decide`, body: { decision } })}
    />
  );
};

const Subject = ({ request }: { request: AccessRequestView }) => {
  const { t, pick } = useLanguage();
  if (request.kind === 'appoint')
    return (
      <strong>
        {t('org.request.appoint', { name: request.person?.name ?? '', post: request.post ? pick(request.post) : '' })}
      </strong>
    );
  return (
    <strong>
      {t('org.request.mapRole', {
        role: request.role ? pick(request.role) : '',
        posts: request.posts.map(pick).join('、') || t('org.nobody'),
      })}
    </strong>
  );
};

const Request = ({ request }: { request: AccessRequestView }) => {
  const { t, pick } = useLanguage();
  const [open, setOpen] = useState<'approved' | 'refused' | 'setUp' | null>(null);
  const { mayDecide, maySetUp } = request;
  const isOwn = request.state === 'open' && !mayDecide.allowed && mayDecide.code === 'people.samePerson';
  return (
    <li className="org-request">
      <div>
        <Subject request={request} />
        <small>
          {request.requestedBy} · {minuteOf(request.requestedAt)} · {request.reason}
        </small>
        {request.decidedBy !== null && (
          <small>
            {t(`org.request.state.${request.state}`)} · {request.decidedBy}
            {request.decidedAt !== null && ` · ${minuteOf(request.decidedAt)}`} · {request.decisionReason}
          </small>
        )}
        {isOwn && !mayDecide.allowed && <small>{pick(mayDecide.why)}</small>}
      </div>
      <div className="page-tools">
        {mayDecide.allowed && (
          <>
            <Button type="primary" onClick={() => setOpen('approved')}>
              {t('org.request.decide.approved')}
            </Button>
            <Button onClick={() => setOpen('refused')}>{t('org.request.decide.refused')}</Button>
          </>
        )}
        {maySetUp.allowed && (
          <Button type="primary" onClick={() => setOpen('setUp')}>
            {t('org.request.setUp')}
          </Button>
        )}
        {!mayDecide.allowed && !maySetUp.allowed && (
          <span className={`org-state org-state-${request.state}`}>{t(`org.request.state.${request.state}`)}</span>
        )}
      </div>
      {open === 'setUp' && <SetUpDialog request={request} close={() => setOpen(null)} />}
      {(open === 'approved' || open === 'refused') && (
        <DecideDialog request={request} decision={open} close={() => setOpen(null)} />
      )}
    </li>
  );
};

const Body = ({ view }: { view: OrganisationView }) => {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const state = search.state === 'decided' ? 'decided' : 'waiting';
  const list = useQuery({
    queryKey: ['organisation', 'requests', state, search.page ?? ''],
    queryFn: ({ signal }) =>
      getJson<AccessRequestPageView>(`/api/access-requests${query({ state, page: search.page })}`, { signal }),
  });
  return (
    <>
      <Segmented
        aria-label={t('org.tab.requests')}
        value={state}
        onChange={(value) =>
          void navigate({ search: { entity: view.entity.id, ...(value === 'decided' ? { state: 'decided' } : {}) } })
        }
        options={[
          { value: 'waiting', label: t('org.request.waiting') },
          { value: 'decided', label: t('org.request.decided') },
        ]}
      />
      {list.isPending && <Skeleton rows={3} />}
      {list.isError && <LoadProblem error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <EmptyState icon="key" title={t('org.request.none')} hint={t('org.request.noneHint')} />
      )}
      <ul className="org-requests">
        {list.data?.items.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </ul>
      {list.data && list.data.pages > 1 && (
        <Pagination
          className="org-pages"
          current={list.data.page}
          pageSize={20}
          total={list.data.total}
          showSizeChanger={false}
          onChange={(page) => void navigate({ search: (was) => ({ ...was, page: String(page) }) })}
        />
      )}
    </>
  );
};

/** 权限申请 (P04 §5.4): asked by anybody, decided by quality management, set up by the administrator. */
export const RequestsPage = () => {
  const { t } = useLanguage();
  const { entity } = route.useSearch();
  const tree = useQuery(organisationQuery(entity));
  const [asking, setAsking] = useState(false);
  if (tree.isPending) return <Skeleton rows={4} />;
  if (!tree.data) return <LoadProblem error={tree.error} retry={() => void tree.refetch()} />;
  return (
    <OrganisationFrame
      view={tree.data}
      tools={
        <Button icon={<Icon name="plus" />} onClick={() => setAsking(true)}>
          {t('org.request.ask')}
        </Button>
      }
    >
      <p className="page-lead org-lead">{t('org.request.lead')}</p>
      <Body view={tree.data} />
      {asking && <RequestDialog view={tree.data} close={() => setAsking(false)} />}
    </OrganisationFrame>
  );
};

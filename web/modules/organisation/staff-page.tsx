import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Pagination, Segmented } from 'antd';
import { useCallback, useState } from 'react';
import type { StaffPageView, StaffRowView } from '../../../core/contract/staff-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { EmployDialog } from './employ-dialog.tsx';
import { OrganisationFrame } from './frame.tsx';
import { organisationQuery } from './organisation-query.ts';

const route = getRouteApi('/inside/organisation/people');

const Row = ({ row, entityId }: { row: StaffRowView; entityId: string }) => {
  const { t, pick } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <Link to="/organisation/people/$personId" params={{ personId: row.personId }} search={{ entity: entityId }}>
          {row.name}
        </Link>
        {row.loginName !== null && <small className="number">{row.loginName}</small>}
      </th>
      <td>
        {row.posts.map((post) => pick(post.title)).join('、') || <span className="muted">{t('org.noPost')}</span>}
      </td>
      <td className="org-wide">{t(`org.kind.${row.kind}`)}</td>
      <td className="org-wide number">{row.from.slice(0, 10)}</td>
      {row.account !== null && (
        <td>
          <span className={`org-account org-account-${row.account}`}>{t(`org.account.${row.account}`)}</span>
        </td>
      )}
    </tr>
  );
};

const Table = ({ page, entityId }: { page: StaffPageView; entityId: string }) => {
  const { t } = useLanguage();
  return (
    <table className="org-table">
      <thead>
        <tr>
          <th scope="col">{t('org.name')}</th>
          <th scope="col">{t('org.posts')}</th>
          <th scope="col" className="org-wide">
            {t('org.employment')}
          </th>
          <th scope="col" className="org-wide">
            {t('org.employedSince')}
          </th>
          {page.items[0]?.account !== null && <th scope="col">{t('org.accountState')}</th>}
        </tr>
      </thead>
      <tbody>
        {page.items.map((row) => (
          <Row key={row.personId} row={row} entityId={entityId} />
        ))}
      </tbody>
    </table>
  );
};

/** 人员: everybody of the company, found by name or post, fifty at a time. */
export const StaffPage = () => {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [employing, setEmploying] = useState(false);
  const tree = useQuery(organisationQuery(search.entity));
  const entityId = tree.data?.entity.id;
  const filter = { entityId, q: search.q, which: search.which, page: search.page };
  const list = useQuery({
    queryKey: ['organisation', 'staff', filter],
    queryFn: ({ signal }) => getJson<StaffPageView>(`/api/staff${query(filter)}`, { signal }),
    enabled: entityId !== undefined,
    placeholderData: keepPreviousData,
  });
  const set = useCallback(
    (key: 'q' | 'which' | 'page', value: string) =>
      void navigate({
        search: ({ page: _page, [key]: _old, ...was }) => (value === '' ? was : { ...was, [key]: value }),
        replace: true,
      }),
    [navigate],
  );
  const find = useCallback((q: string) => set('q', q), [set]);
  if (tree.isError) return <LoadProblem error={tree.error} retry={() => void tree.refetch()} />;
  if (list.isError) return <LoadProblem error={list.error} retry={() => void list.refetch()} />;
  if (!tree.data || !list.data) return <Skeleton rows={6} />;
  const page = list.data;
  return (
    <OrganisationFrame
      view={tree.data}
      tools={
        <>
          <SearchField label={t('org.find')} value={search.q ?? ''} search={find} />
          <Segmented
            aria-label={t('org.which')}
            value={search.which ?? 'current'}
            onChange={(value) => set('which', value === 'current' ? '' : value)}
            options={[
              { value: 'current', label: t('org.whichCurrent') },
              { value: 'left', label: t('org.whichLeft') },
            ]}
          />
          {tree.data.mayEdit.allowed && (
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEmploying(true)}>
              {t('org.employ')}
            </Button>
          )}
        </>
      }
    >
      {page.items.length === 0 ? (
        <EmptyState icon="people" title={t('org.nobodyFound')} hint={t('org.nobodyFoundHint')} />
      ) : (
        <Table page={page} entityId={tree.data.entity.id} />
      )}
      {page.pages > 1 && (
        <Pagination
          className="org-pages"
          current={page.page}
          pageSize={50}
          total={page.total}
          showSizeChanger={false}
          showTotal={(total) => t('org.pageOf', { page: page.page, pages: page.pages, total })}
          onChange={(chosen) => set('page', chosen === 1 ? '' : String(chosen))}
        />
      )}
      {employing && <EmployDialog view={tree.data} close={() => setEmploying(false)} />}
    </OrganisationFrame>
  );
};

import './register.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useCallback } from 'react';
import type { RegisterRow } from '../../../core/contract/requests.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { withinText } from '../../parts/time-left.ts';
import { ChapterList } from './chapter-list.tsx';
import { ExportButton } from './export-button.tsx';
import { type RegisterFilter, registerQuery } from './register-query.ts';

const route = getRouteApi('/inside/register');

const Row = ({ row }: { row: RegisterRow }) => {
  const { t, locale } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <span className="number">{row.id}</span>
        <small>{row.source}</small>
      </th>
      <td className="register-duty">
        {row.obligation}
        {row.limit && <small>{t('register.limit', { limit: withinText(row.limit, locale) })}</small>}
      </td>
      <td>
        {row.carriedBy.map((construct) => (
          <span key={`${construct.kind}:${construct.name}`} className="register-construct">
            {construct.url ? <a href={construct.url}>{construct.name}</a> : construct.name}
            <small>{construct.kind}</small>
          </span>
        ))}
        {row.carriedBy.length === 0 && <span className="muted">{t('register.nobody')}</span>}
      </td>
      <td>
        {row.tests.length > 0 ? (
          <details>
            <summary className="register-pass">
              <Icon name="check" size={14} /> {t('register.tests', { n: row.tests.length })}
            </summary>
            <ul className="register-tests">
              {row.tests.map((test) => (
                <li key={test}>{test}</li>
              ))}
            </ul>
          </details>
        ) : (
          row.carriedBy.length > 0 && <span className="muted">{t('register.noTests')}</span>
        )}
      </td>
    </tr>
  );
};

const Rows = ({ rows }: { rows: readonly RegisterRow[] }) => {
  const { t } = useLanguage();
  return (
    <table className="register-table">
      <thead>
        <tr>
          {(['clause', 'obligation', 'construct', 'evidence'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`register.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
};

/** From clause to construct to evidence: what carries each obligation and what proves it. */
export const RegisterPage = () => {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(registerQuery(search));
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const set = useCallback(
    (key: keyof RegisterFilter, value: string) =>
      void navigate({
        search: ({ [key]: _, ...was }) => (value === '' ? was : { ...was, [key]: value }),
        replace: true,
      }),
    [navigate],
  );
  const find = useCallback((q: string) => set('q', q), [set]);
  if (list.isPending) return <Skeleton rows={8} />;
  if (list.isError) return <LoadProblem error={list.error} retry={() => void list.refetch()} />;
  return (
    <div className="page register">
      <header className="page-head">
        <div>
          <h1>
            {t('register.title')}{' '}
            <span className="page-count">
              {first && t('register.total', { carried: first.carried, total: first.total })}
            </span>
          </h1>
          <p className="page-lead">{t('register.lead')}</p>
        </div>
        <div className="page-tools">
          <SearchField label={t('register.find')} value={search.q ?? ''} search={find} />
          <Segmented
            aria-label={t('register.construct')}
            value={search.carried ?? ''}
            onChange={(value) => set('carried', value)}
            options={[
              { value: '', label: t('register.carriedAll') },
              { value: 'yes', label: t('register.carriedYes') },
              { value: 'no', label: t('register.carriedNo') },
            ]}
          />
          <ExportButton filter={search} />
        </div>
      </header>
      <div className="register-columns">
        <ChapterList
          chapters={first?.chapters ?? []}
          chosen={search.chapter}
          choose={(chapter) => set('chapter', chapter)}
        />
        <div className="register-rows">
          {rows.length === 0 ? (
            <EmptyState icon="register" title={t('register.empty')} hint={t('register.emptyHint')} />
          ) : (
            <Rows rows={rows} />
          )}
          {list.hasNextPage && (
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('register.loadMore')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
};

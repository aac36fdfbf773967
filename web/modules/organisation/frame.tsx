import './organisation.css';
import './changes.css';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';

interface Props {
  readonly view: OrganisationView;
  readonly children: ReactNode;
  readonly tools?: ReactNode;
  readonly chooseEntity?: (entityId: string) => void;
}

/** Head of every page of the organisation: the company, and the ways to the other pages. */
export const OrganisationFrame = ({ view, children, tools, chooseEntity }: Props) => {
  const { t, locale } = useLanguage();
  const nameOf = (one: OrganisationView['entity']) => (locale === 'zh' ? one.name : one.nameEn);
  const entity = { entity: view.entity.id };
  return (
    <div className="page org">
      <header className="page-head">
        <div>
          <h1>{t('org.title')}</h1>
          {view.entities.length > 1 && chooseEntity ? (
            <Select
              aria-label={t('org.company')}
              variant="borderless"
              className="org-company"
              value={view.entity.id}
              onChange={chooseEntity}
              options={view.entities.map((one) => ({ value: one.id, label: nameOf(one) }))}
            />
          ) : (
            <p className="page-lead">{nameOf(view.entity)}</p>
          )}
        </div>
        <div className="page-tools">{tools}</div>
      </header>
      <nav className="org-tabs" aria-label={t('org.title')}>
        <Link to="/organisation" search={entity} activeOptions={{ exact: true, includeSearch: false }}>
          {t('org.tab.posts')}
        </Link>
        <Link to="/organisation/people" search={entity} activeOptions={{ includeSearch: false }}>
          {t('org.tab.people')}
        </Link>
        <Link to="/organisation/requests" search={entity} activeOptions={{ includeSearch: false }}>
          {t('org.tab.requests')}
        </Link>
        {view.mayReview && (
          <Link to="/organisation/review" search={entity} activeOptions={{ includeSearch: false }}>
            {t('org.tab.review')}
          </Link>
        )}
      </nav>
      {children}
    </div>
  );
};

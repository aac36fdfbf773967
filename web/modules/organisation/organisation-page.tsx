import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { OrganisationView, PostRowView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { ClimbNote } from './climb-note.tsx';
import { CompanyDialog } from './company-dialog.tsx';
import { OrganisationFrame } from './frame.tsx';
import { organisationQuery } from './organisation-query.ts';
import { DepartmentDialog, PostDialog } from './structure-dialogs.tsx';

const route = getRouteApi('/inside/organisation');

const Post = ({ post, day, young }: { post: PostRowView; day: string | undefined; young: boolean }) => {
  const { t, pick } = useLanguage();
  const more = post.holderCount - post.holders.length;
  return (
    <li className="org-post">
      <span className="org-post-title">
        <Link
          to="/organisation/posts/$postId"
          params={{ postId: post.id }}
          search={day === undefined ? {} : { at: day }}
        >
          {pick(post.title)}
        </Link>
        {post.isHead && <small>{t('org.head')}</small>}
      </span>
      <span className="org-holders">
        {post.holders.map((holder) =>
          holder.onBehalfOf === null ? (
            <span key={holder.personId}>{holder.name}</span>
          ) : (
            <span key={`${holder.personId} ${holder.onBehalfOf}`} className="muted">
              {t('org.deputy', { name: holder.name, of: holder.onBehalfOf })}
            </span>
          ),
        )}
        {more > 0 && <span className="muted">{t('org.moreHolders', { n: more })}</span>}
        {post.vacant && <ClimbNote climb={post.vacant} expected={young} />}
      </span>
    </li>
  );
};

const Findings = ({ findings }: Pick<OrganisationView, 'findings'>) => {
  const { t, pick } = useLanguage();
  if (findings.length === 0) return null;
  return (
    <section className="org-findings">
      <h2>
        <Icon name="warn" /> {t('org.findings')}
      </h2>
      <ul>
        {findings.map((finding) => (
          <li key={finding.name}>
            {pick(finding.message)} <span className="number">{finding.obligation}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Unmapped = ({ unmapped }: Pick<OrganisationView, 'unmapped'>) => {
  const { t, pick } = useLanguage();
  if (unmapped.length === 0) return null;
  return (
    <details className="org-unmapped">
      <summary>{t('org.unmapped', { n: unmapped.length })}</summary>
      <ul>
        {unmapped.map((role) => (
          <li key={role.id}>
            <span>{pick(role.title)}</span> <ClimbNote climb={role.climb} />
          </li>
        ))}
      </ul>
    </details>
  );
};

const Departments = ({ view, day }: { view: OrganisationView; day: string | undefined }) => {
  const { t, pick } = useLanguage();
  return (
    <div className="org-departments">
      {view.departments.map((department) => (
        <section key={department.id} aria-label={pick(department.title)}>
          <h2>{pick(department.title)}</h2>
          <ul>
            {department.posts.map((post) => (
              <Post key={post.id} post={post} day={day} young={view.settingUp} />
            ))}
          </ul>
          {department.posts.length === 0 && <p className="muted">{t('org.noPosts')}</p>}
        </section>
      ))}
    </div>
  );
};

/** 组织: departments, posts and who holds them, today or as of any day. */
export const OrganisationPage = () => {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [dialog, setDialog] = useState<'company' | 'department' | 'post' | null>(null);
  const tree = useQuery(organisationQuery(search.entity, search.at));
  if (tree.isPending) return <Skeleton rows={6} />;
  if (!tree.data) return <LoadProblem error={tree.error} retry={() => void tree.refetch()} />;
  const view = tree.data;
  const isNew = view.settingUp && view.departments.length < 3;
  const set = (change: { entity?: string; at?: string | undefined }) =>
    void navigate({
      search: (was) => {
        const { at: _at, ...kept } = { ...was, ...change };
        const at = 'at' in change ? change.at : was.at;
        return at === undefined ? kept : { ...kept, at };
      },
    });
  return (
    <OrganisationFrame
      view={view}
      chooseEntity={(entity) => set({ entity })}
      tools={
        <>
          <DatePicker
            aria-label={t('org.asOf')}
            placeholder={t('org.asOf')}
            format="YYYY-MM-DD"
            value={search.at === undefined ? null : dayjs(search.at)}
            onChange={(day) => set({ at: day ? day.format('YYYY-MM-DD') : undefined })}
          />
          {view.mayEdit.allowed && !isNew && (
            <>
              <Button onClick={() => setDialog('company')}>{t('org.addCompany')}</Button>
              <Button onClick={() => setDialog('department')}>{t('org.addDepartment')}</Button>
              <Button onClick={() => setDialog('post')}>{t('org.addPost')}</Button>
            </>
          )}
        </>
      }
    >
      {search.at !== undefined && <p className="org-as-of">{t('org.shownAsOf', { day: search.at })}</p>}
      {view.settingUp && view.mayEdit.allowed && search.at === undefined && (
        <section className="org-setting-up">
          <div>
            <h2>{t('org.settingUp')}</h2>
            <p>{t('org.settingUpHint')}</p>
          </div>
          <Link to="/organisation/set-up" search={{ entity: view.entity.id }} className="org-button">
            {t(isNew ? 'org.setUp' : view.entity.unnamed ? 'org.companyTitle' : 'org.setUpAgain')}
          </Link>
        </section>
      )}
      <Findings findings={isNew ? [] : view.findings} />
      {view.departments.length === 0 ? (
        <EmptyState icon="people" title={t('org.empty')} hint={t('org.emptyHint')} />
      ) : (
        <Departments view={view} day={search.at} />
      )}
      <Unmapped unmapped={view.settingUp ? [] : view.unmapped} />
      {dialog === 'company' && <CompanyDialog view={view} close={() => setDialog(null)} />}
      {dialog === 'department' && <DepartmentDialog view={view} close={() => setDialog(null)} />}
      {dialog === 'post' && <PostDialog view={view} close={() => setDialog(null)} />}
    </OrganisationFrame>
  );
};

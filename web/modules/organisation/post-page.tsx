import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { PostDetailView } from '../../../core/contract/organisation-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { ChangesList } from './changes-list.tsx';
import { ClimbNote } from './climb-note.tsx';
import { OrganisationFrame } from './frame.tsx';
import { endOfDay, organisationQuery } from './organisation-query.ts';
import { RoleDialog } from './role-dialog.tsx';
import { PostDialog } from './structure-dialogs.tsx';

const route = getRouteApi('/inside/organisation/posts/$postId');

const Duties = ({ post }: { post: PostDetailView }) => {
  const { t, pick } = useLanguage();
  return (
    <section className="org-section">
      <h2>{t('org.duties')}</h2>
      <p className="muted">{t('org.dutiesHint')}</p>
      {post.tasks.length === 0 && <p>{t('org.noTasks')}</p>}
      <ul className="org-duties">
        {post.tasks.map((task) => (
          <li key={`${task.process.en} ${task.task.en}`}>
            <strong>{pick(task.task)}</strong> <span className="muted">{pick(task.process)}</span>
            <span className="org-actions">{task.actions.map(pick).join(' · ')}</span>
            <small className="number">{task.obligations.join(' ')}</small>
          </li>
        ))}
      </ul>
      {post.operations.length > 0 && (
        <>
          <h3>{t('org.mayDo')}</h3>
          <ul className="org-operations">
            {post.operations.map((operation) => (
              <li key={operation.name}>
                {pick(operation.title)} <span className="muted">{t('org.byRole', { role: pick(operation.role) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const Terms = ({ post }: { post: PostDetailView }) => {
  const { t } = useLanguage();
  if (post.terms.length === 0) return null;
  return (
    <section className="org-section">
      <h2>{t('org.terms')}</h2>
      <table className="org-table">
        <thead>
          <tr>
            <th scope="col">{t('org.name')}</th>
            <th scope="col">{t('org.since')}</th>
            <th scope="col">{t('org.until')}</th>
          </tr>
        </thead>
        <tbody>
          {post.terms.map((term) => (
            <tr key={`${term.person.personId} ${term.from} ${term.onBehalfOf ?? ''}`}>
              <th scope="row">
                <Link
                  to="/organisation/people/$personId"
                  params={{ personId: term.person.personId }}
                  search={{ entity: post.entityId }}
                >
                  {term.person.name}
                </Link>
                {term.onBehalfOf !== null && <small>{t('org.standsInFor', { of: term.onBehalfOf })}</small>}
              </th>
              <td className="number">{minuteOf(term.from)}</td>
              <td className="number">{term.to === null ? t('org.open') : minuteOf(term.to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const PostActions = ({ post }: { post: PostDetailView }) => {
  const { t, pick } = useLanguage();
  const navigate = useNavigate();
  const tree = useQuery(organisationQuery(post.entityId));
  const [dialog, setDialog] = useState<'change' | 'roles' | 'end' | null>(null);
  const close = () => setDialog(null);
  if (!post.mayEdit.allowed || !tree.data) return null;
  return (
    <>
      <Button onClick={() => setDialog('roles')}>{t('org.changeRoles')}</Button>
      <Button onClick={() => setDialog('change')}>{t('org.changePost')}</Button>
      <Button danger onClick={() => setDialog('end')}>
        {t('org.endPost')}
      </Button>
      {dialog === 'change' && <PostDialog view={tree.data} post={post} close={close} />}
      {dialog === 'roles' && <RoleDialog view={tree.data} post={post} close={close} />}
      {dialog === 'end' && (
        <ChangeDialog
          title={t('org.endPostOf', { post: pick(post.title) })}
          button={t('org.endPost')}
          danger
          when="at"
          close={close}
          done={() => void navigate({ to: '/organisation', search: { entity: post.entityId } })}
          change={() => ({ path: `/api/organisation/posts/${encodeURIComponent(post.id)}/end`, body: {} })}
        >
          <p>{t('org.endPostHint', { n: post.holderCount })}</p>
        </ChangeDialog>
      )}
    </>
  );
};

const PostBody = ({ post }: { post: PostDetailView }) => {
  const { t, pick } = useLanguage();
  return (
    <>
      <section className="org-section org-facts">
        <h2>{t('org.roles')}</h2>
        <p>{post.roles.map((role) => pick(role.title)).join('、') || t('org.noRoles')}</p>
        <h2>{t('org.holders')}</h2>
        <p>
          {post.vacant ? (
            <ClimbNote climb={post.vacant} />
          ) : (
            post.holders
              .map((one) =>
                one.onBehalfOf === null ? one.name : t('org.deputy', { name: one.name, of: one.onBehalfOf }),
              )
              .join('、')
          )}
        </p>
      </section>
      <Duties post={post} />
      <Terms post={post} />
      <ChangesList changes={post.changes} />
    </>
  );
};

/** One post: what it does and may do, who holds it and who held it on any day. */
export const PostPage = () => {
  const { t, pick } = useLanguage();
  const { postId } = route.useParams();
  const { at: day } = route.useSearch();
  const navigate = route.useNavigate();
  const detail = useQuery({
    queryKey: ['organisation', 'post', postId, day ?? ''],
    queryFn: ({ signal }) =>
      getJson<PostDetailView>(`/api/organisation/posts/${encodeURIComponent(postId)}${query({ at: endOfDay(day) })}`, {
        signal,
      }),
  });
  const tree = useQuery({ ...organisationQuery(detail.data?.entityId), enabled: detail.data !== undefined });
  if (detail.isError) return <LoadProblem error={detail.error} retry={() => void detail.refetch()} />;
  if (!detail.data || !tree.data) return <Skeleton rows={6} />;
  const post = detail.data;
  return (
    <OrganisationFrame view={tree.data}>
      <div className="org-head">
        <div>
          <h1>{pick(post.title)}</h1>
          <p className="page-lead">
            {pick(post.department)}
            {post.isHead && ` · ${t('org.head')}`}
          </p>
        </div>
        <div className="page-tools">
          <DatePicker
            aria-label={t('org.asOf')}
            placeholder={t('org.asOf')}
            format="YYYY-MM-DD"
            value={day === undefined ? null : dayjs(day)}
            onChange={(chosen) => void navigate({ search: chosen ? { at: chosen.format('YYYY-MM-DD') } : {} })}
          />
          {day === undefined && <PostActions post={post} />}
        </div>
      </div>
      {day !== undefined && <p className="org-as-of">{t('org.shownAsOf', { day })}</p>}
      <PostBody post={post} />
    </OrganisationFrame>
  );
};

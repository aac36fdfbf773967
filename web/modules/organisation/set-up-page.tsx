import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { roles } from '../../../core/manual/roles.ts';
import {
  type ProposedDepartment,
  type ProposedPost,
  proposedOrganisation,
} from '../../../core/people/proposed-organisation.ts';
import { useLanguage } from '../../app/language.tsx';
import { LoadProblem, PressProblem, Skeleton } from '../../parts/states.tsx';
import { OrganisationFrame } from './frame.tsx';
import { organisationQuery, useChange } from './organisation-query.ts';

const route = getRouteApi('/inside/organisation/set-up');

type Titles = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

interface Choice {
  readonly left: ReadonlySet<string>;
  readonly titles: Titles;
}

/** The plan as it was chosen, in the shape that the server takes. */
const planOf = (view: OrganisationView, proposed: readonly ProposedDepartment[], { left, titles }: Choice) => {
  const entityId = view.entity.id;
  const kept = proposed
    .map((one) => ({ ...one, posts: one.posts.filter((post) => !left.has(post.slug)) }))
    .filter((one) => one.posts.length > 0);
  // A department that is there already, like the administrator's, takes the posts that the proposal has for it.
  const idOf = (one: ProposedDepartment): string =>
    view.departments.find((there) => there.standsFor.some((name) => one.standsFor.some((own) => own === name)))?.id ??
    `${entityId}-${one.slug}`;
  const there = new Set(view.departments.map((one) => one.id));
  return {
    entityId,
    departments: kept
      .filter((one) => !there.has(idOf(one)))
      .map((one) => ({ id: idOf(one), title: one.title, standsFor: one.standsFor })),
    posts: kept.flatMap((one) =>
      one.posts.map((post) => ({
        id: `${entityId}-${post.slug}`,
        departmentId: idOf(one),
        title: titles[post.slug] ?? post.title,
        isHead: post.isHead,
        roles: post.roles,
      })),
    ),
  };
};

const Post = ({
  post,
  chosen,
  title,
  toggle,
  rename,
}: {
  post: ProposedPost;
  chosen: boolean;
  title: { zh: string; en: string };
  toggle: () => void;
  rename: (title: { zh: string; en: string }) => void;
}) => {
  const { t, pick } = useLanguage();
  const names = post.roles.flatMap((role) => (role === 'administrator' ? [] : [pick(roles[role])]));
  return (
    <li className={chosen ? 'org-plan-post' : 'org-plan-post org-plan-left'}>
      <Checkbox aria-label={pick(post.title)} checked={chosen} onChange={toggle} />
      <Input
        aria-label={t('org.titleZhOf', { post: pick(post.title) })}
        disabled={!chosen}
        maxLength={60}
        value={title.zh}
        onChange={(event) => rename({ ...title, zh: event.target.value })}
      />
      <Input
        aria-label={t('org.titleEnOf', { post: pick(post.title) })}
        disabled={!chosen}
        maxLength={100}
        value={title.en}
        onChange={(event) => rename({ ...title, en: event.target.value })}
      />
      <small>
        {post.isHead && `${t('org.head')} · `}
        {names.join('、')}
      </small>
    </li>
  );
};

const Plan = ({ view }: { view: OrganisationView }) => {
  const { t, pick } = useLanguage();
  const navigate = useNavigate();
  const press = useChange();
  const there = new Set(view.departments.flatMap((one) => one.posts.map((post) => post.id)));
  const proposed = proposedOrganisation[view.entity.kind]
    .map((one) => ({ ...one, posts: one.posts.filter((post) => !there.has(`${view.entity.id}-${post.slug}`)) }))
    .filter((one) => one.posts.length > 0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [titles, setTitles] = useState<Titles>({});
  const toggle = (slug: string) => {
    const next = new Set(left);
    if (!next.delete(slug)) next.add(slug);
    setLeft(next);
  };
  const plan = planOf(view, proposed, { left, titles });
  const unsound = plan.posts.some((post) => post.title.zh.trim() === '' || post.title.en.trim() === '');
  const submit = () =>
    press.mutate(
      { path: '/api/organisation/plan', body: { ...plan, reason: t('org.plan.reason') } },
      { onSuccess: () => void navigate({ to: '/organisation', search: { entity: view.entity.id } }) },
    );
  if (proposed.length === 0) return <p>{t('org.plan.complete')}</p>;
  return (
    <section className="org-section">
      <h2>{t('org.plan.title')}</h2>
      <p className="muted">{t('org.plan.hint')}</p>
      {proposed.map((department) => (
        <fieldset key={department.slug} className="org-plan">
          <legend>{pick(department.title)}</legend>
          <ul>
            {department.posts.map((post) => (
              <Post
                key={post.slug}
                post={post}
                chosen={!left.has(post.slug)}
                title={titles[post.slug] ?? post.title}
                toggle={() => toggle(post.slug)}
                rename={(title) => setTitles({ ...titles, [post.slug]: title })}
              />
            ))}
          </ul>
        </fieldset>
      ))}
      {press.error !== null && <PressProblem error={press.error} kept />}
      <div className="org-plan-foot">
        <Button
          type="primary"
          size="large"
          disabled={plan.posts.length === 0 || unsound}
          loading={press.isPending}
          onClick={submit}
        >
          {t('org.plan.submit', { n: plan.posts.length })}
        </Button>
      </div>
    </section>
  );
};

const Company = ({ view }: { view: OrganisationView }) => {
  const { t } = useLanguage();
  const id = useId();
  const press = useChange();
  const { entity } = view;
  const [name, setName] = useState(entity.unnamed ? '' : entity.name);
  const [nameEn, setNameEn] = useState(entity.unnamed ? '' : entity.nameEn);
  const [uscc, setUscc] = useState(entity.unnamed ? '' : entity.uscc);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { entityId: entity.id, name, nameEn, uscc, reason: t('org.companyReason') };
    press.mutate({ path: '/api/organisation/company', body });
  };
  return (
    <section className="org-section">
      <h2>{t('org.companyTitle')}</h2>
      <p className="muted">{t('org.companyHint')}</p>
      <form className="org-form org-company-form" onSubmit={submit}>
        <label htmlFor={`${id}-name`}>{t('org.companyName')}</label>
        <Input
          id={`${id}-name`}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label htmlFor={`${id}-en`}>{t('org.companyNameEn')}</label>
        <Input
          id={`${id}-en`}
          required
          maxLength={150}
          value={nameEn}
          onChange={(event) => setNameEn(event.target.value)}
        />
        <label htmlFor={`${id}-uscc`}>{t('org.uscc')}</label>
        <Input
          id={`${id}-uscc`}
          required
          maxLength={30}
          value={uscc}
          onChange={(event) => setUscc(event.target.value)}
        />
        {press.error !== null && <PressProblem error={press.error} kept />}
        <Button htmlType="submit" type={entity.unnamed ? 'primary' : 'default'} loading={press.isPending}>
          {t('org.companySave')}
        </Button>
      </form>
    </section>
  );
};

/** The first steps of a new company: its name, then the organisation that the manuals propose, adjusted. */
export const SetUpPage = () => {
  const { entity } = route.useSearch();
  const tree = useQuery(organisationQuery(entity));
  if (tree.isPending) return <Skeleton rows={6} />;
  if (!tree.data) return <LoadProblem error={tree.error} retry={() => void tree.refetch()} />;
  return (
    <OrganisationFrame view={tree.data}>
      <Company key={tree.data.entity.id} view={tree.data} />
      <Plan key={`${tree.data.entity.id} plan`} view={tree.data} />
    </OrganisationFrame>
  );
};

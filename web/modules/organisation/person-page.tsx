import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LinkView, StaffDetailView } from '../../../core/contract/staff-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { ChangesList } from './changes-list.tsx';
import { OrganisationFrame } from './frame.tsx';
import { LinkCard } from './link-card.tsx';
import { organisationQuery } from './organisation-query.ts';
import { PersonActions } from './person-actions.tsx';

const route = getRouteApi('/inside/organisation/people/$personId');

const Facts = ({ person }: { person: StaffDetailView }) => {
  const { t } = useLanguage();
  return (
    <dl className="org-section org-person">
      <div>
        <dt>{t('org.employment')}</dt>
        <dd>
          {t(`org.kind.${person.kind}`)} · {t('org.sinceDay', { day: person.from.slice(0, 10) })}
          {person.to !== null && ` · ${t('org.untilMinute', { at: minuteOf(person.to) })}`}
        </dd>
      </div>
      {person.account !== null && (
        <div>
          <dt>{t('org.accountState')}</dt>
          <dd>
            <span className="number">{person.loginName}</span>{' '}
            <span className={`org-account org-account-${person.account}`}>{t(`org.account.${person.account}`)}</span>
          </dd>
        </div>
      )}
    </dl>
  );
};

const Posts = ({ person }: { person: StaffDetailView }) => {
  const { t, pick } = useLanguage();
  return (
    <section className="org-section">
      <h2>{t('org.posts')}</h2>
      {person.requests.map((request) => (
        <p key={request.id} className="org-asked">
          {t(request.state === 'open' ? 'org.askedFor' : 'org.approvedFor', { post: pick(request.post) })}{' '}
          <Link to="/organisation/requests" search={{ entity: person.entityId }}>
            {t('org.toRequest')}
          </Link>
        </p>
      ))}
      {person.terms.length === 0 ? (
        <p className="muted">{t('org.noPost')}</p>
      ) : (
        <table className="org-table">
          <thead>
            <tr>
              <th scope="col">{t('org.post')}</th>
              <th scope="col">{t('org.since')}</th>
              <th scope="col">{t('org.until')}</th>
            </tr>
          </thead>
          <tbody>
            {person.terms.map((term) => (
              <tr key={`${term.post.id} ${term.from}`}>
                <th scope="row">
                  <Link to="/organisation/posts/$postId" params={{ postId: term.post.id }}>
                    {pick(term.post.title)}
                  </Link>
                </th>
                <td className="number">{minuteOf(term.from)}</td>
                <td className="number">{term.to === null ? t('org.open') : minuteOf(term.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

/** One person: employment, account, posts now and before, and every change with its reason. */
export const PersonPage = () => {
  const { personId } = route.useParams();
  const { entity } = route.useSearch();
  const [link, setLink] = useState<LinkView | null>(null);
  const tree = useQuery(organisationQuery(entity));
  const entityId = tree.data?.entity.id;
  const detail = useQuery({
    queryKey: ['organisation', 'person', personId, entityId ?? ''],
    queryFn: ({ signal }) =>
      getJson<StaffDetailView>(`/api/staff/${encodeURIComponent(personId)}${query({ entityId })}`, { signal }),
    enabled: entityId !== undefined,
  });
  if (tree.isError) return <LoadProblem error={tree.error} retry={() => void tree.refetch()} />;
  if (detail.isError) return <LoadProblem error={detail.error} retry={() => void detail.refetch()} />;
  if (!tree.data || !detail.data) return <Skeleton rows={6} />;
  const person = detail.data;
  return (
    <OrganisationFrame view={tree.data}>
      <div className="org-head">
        <h1>{person.name}</h1>
        <PersonActions key={personId} view={tree.data} person={person} showLink={setLink} />
      </div>
      {link !== null && <LinkCard link={link} name={person.name} close={() => setLink(null)} />}
      <Facts person={person} />
      <Posts person={person} />
      <ChangesList changes={person.changes} />
    </OrganisationFrame>
  );
};

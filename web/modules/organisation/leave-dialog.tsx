import { useQuery } from '@tanstack/react-query';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import type { LeavingView, StaffDetailView } from '../../../core/contract/staff-view.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { ClimbNote } from './climb-note.tsx';

const Effects = ({ leaving }: { leaving: LeavingView }) => {
  const { t, pick } = useLanguage();
  const stays = leaving.tasks.filter((task) => !task.returns);
  return (
    <ul className="org-effects">
      <li>{t('org.leave.access')}</li>
      {leaving.tasks.length > stays.length && (
        <li>{t('org.leave.tasks', { n: leaving.tasks.length - stays.length })}</li>
      )}
      {stays.map((task) => (
        <li key={task.caseId} className="org-nobody">
          {t('org.leave.signature', { number: task.number })}
        </li>
      ))}
      {leaving.vacated.map((post) => (
        <li key={pick(post.title)}>
          {pick(post.title)} <ClimbNote climb={post.climb} />
        </li>
      ))}
      {leaving.delegations > 0 && <li>{t('org.leave.delegations', { n: leaving.delegations })}</li>}
    </ul>
  );
};

/** What leaving would move is shown before it is done. */
export const LeaveDialog = ({
  view,
  person,
  close,
}: {
  view: OrganisationView;
  person: StaffDetailView;
  close: () => void;
}) => {
  const { t } = useLanguage();
  const path = `/api/staff/${encodeURIComponent(person.personId)}`;
  const entityId = view.entity.id;
  const leaving = useQuery({
    queryKey: ['organisation', 'leaving', person.personId, entityId],
    queryFn: ({ signal }) => getJson<LeavingView>(`${path}/leaving${query({ entityId })}`, { signal }),
  });
  return (
    <ChangeDialog
      title={t('org.leave.title', { name: person.name })}
      button={t('org.do.leave')}
      danger
      when="at"
      close={close}
      change={() => ({ path: `${path}/leave`, body: { entityId } })}
    >
      {leaving.isPending && <Skeleton rows={1} />}
      {leaving.isError && <LoadProblem error={leaving.error} />}
      {leaving.data && <Effects leaving={leaving.data} />}
    </ChangeDialog>
  );
};

import './account.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { SessionEntryView } from '../../../core/contract/sign-in.ts';
import { getJson, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { LoadProblem, PressProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { AddPasskey } from './add-passkey.tsx';
import { Delegations } from './delegations.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { PhoneSection } from './phone-section.tsx';

const sessionsKey = ['sessions'] as const;

const Session = ({ entry }: { entry: SessionEntryView }) => {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => sendJson<void>('POST', `/api/sessions/${encodeURIComponent(entry.id)}/end`, {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
  return (
    <li className="session">
      <span>
        <strong>{entry.agent}</strong>
        <small>
          {entry.address} · {t(`account.by.${entry.method}`)} · {t('account.seen', { at: minuteOf(entry.lastSeenAt) })}
        </small>
      </span>
      {entry.current ? (
        <span className="session-current">{t('account.current')}</span>
      ) : (
        <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
          {t('account.end')}
        </Button>
      )}
      {end.error && <PressProblem error={end.error} kept={false} />}
    </li>
  );
};

const Sessions = () => {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => getJson<SessionEntryView[]>('/api/sessions', { signal }),
  });
  const endOthers = useMutation({
    mutationFn: () => sendJson<void>('POST', '/api/sessions/end-others', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
  if (sessions.isPending) return <Skeleton rows={2} lines={2} />;
  if (!sessions.data) return <LoadProblem error={sessions.error} retry={() => void sessions.refetch()} />;
  return (
    <>
      <ul>
        {sessions.data.map((entry) => (
          <Session key={entry.id} entry={entry} />
        ))}
      </ul>
      {sessions.data.length > 1 && (
        <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('account.endOthers')}
        </Button>
      )}
      {endOthers.error && <PressProblem error={endOthers.error} kept={false} />}
    </>
  );
};

/** What a person does with the own access: passkeys, sessions, who stands in for whom. */
export const AccountPage = () => {
  const { t, pick } = useLanguage();
  const session = useSession();
  return (
    <div className="page account-page">
      <header className="page-head">
        <div>
          <h1>{session.name}</h1>
          <p className="page-lead">
            {session.posts.map((post) => pick(post.title)).join('、') || t('nav.noPosts')} · {session.entityName}
          </p>
        </div>
      </header>
      {session.kind === 'staff' && (
        <section id="delegate">
          <h2>{t('account.delegations')}</h2>
          <Delegations />
        </section>
      )}
      <section>
        <h2>{t('account.passkeys')}</h2>
        <p className="muted">{t('account.passkeysHint')}</p>
        <PasskeyList />
        <AddPasskey />
      </section>
      <PhoneSection />
      <section>
        <h2>{t('account.sessions')}</h2>
        <Sessions />
      </section>
    </div>
  );
};

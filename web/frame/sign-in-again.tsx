import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { DemoPost, SessionView } from '../../core/contract/session-view.ts';
import { getJson, onSessionEnded, sendJson } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import { sessionQuery } from '../app/session.tsx';
import { PasswordSignIn } from '../parts/password-sign-in.tsx';
import { PressProblem } from '../parts/states.tsx';

const DemoAgain = ({ session, done }: { session: SessionView; done: () => void }) => {
  const { t } = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const posts = useQuery({
    queryKey: ['demo-posts'],
    queryFn: () => getJson<DemoPost[]>('/api/demo/posts', { quiet: true }),
  });
  const mine = posts.data?.find((post) => post.personName === session.name && post.entityName === session.entityName);
  const enter = () =>
    sendJson('POST', '/api/demo/sign-in', { accountId: mine?.accountId ?? '' }, { quiet: true }).then(done, setError);
  return (
    <>
      {error !== null && <PressProblem error={error} kept />}
      <Button type="primary" block size="large" disabled={!mine} onClick={() => void enter()}>
        {t('signIn.againAs', { name: session.name })}
      </Button>
    </>
  );
};

/** Stands over the page when the session ended under it: the form below keeps its contents (a draft survives). */
export const SignInAgain = ({ session }: { session: SessionView }) => {
  const { t } = useLanguage();
  const [ended, setEnded] = useState(false);
  const queries = useQueryClient();
  useEffect(() => onSessionEnded(() => setEnded(true)), []);
  const done = async () => {
    const now = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (now?.personId !== session.personId) return location.assign('/');
    setEnded(false);
    await queries.invalidateQueries();
  };
  return (
    <Modal open={ended} closable={false} footer={null} width={400} title={t('signIn.again')} destroyOnHidden>
      <p style={{ marginBottom: 16 }}>{t('signIn.againHint')}</p>
      {session.demo ? (
        <DemoAgain session={session} done={() => void done()} />
      ) : (
        <PasswordSignIn done={() => void done()} />
      )}
    </Modal>
  );
};

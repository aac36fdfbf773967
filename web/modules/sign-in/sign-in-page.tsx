import './sign-in.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import type { DemoPost } from '../../../core/contract/session-view.ts';
import { getJson, ProblemError } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { sessionQuery } from '../../app/session.tsx';
import { PlumbMark } from '../../parts/icon.tsx';
import { PasswordSignIn } from '../../parts/password-sign-in.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { DemoPosts } from './demo-posts.tsx';

const route = getRouteApi('/sign-in');

/** The list of demo posts; null on an instance that isn't a demonstration. */
const demoPosts = async (): Promise<DemoPost[] | null> => {
  try {
    return await getJson<DemoPost[]>('/api/demo/posts', { quiet: true });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status < 500) return null;
    throw error;
  }
};

export const SignInPage = () => {
  const { t, locale, setLocale } = useLanguage();
  const { to } = route.useSearch();
  const { history } = useRouter();
  const queries = useQueryClient();
  const posts = useQuery({ queryKey: ['demo-posts'], queryFn: demoPosts, staleTime: 0 });
  const done = async () => {
    queries.removeQueries({ predicate: (cached) => cached.queryKey[0] !== 'session' });
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    history.push(to?.startsWith('/') && !to.startsWith('//') ? to : '/');
  };
  return (
    <main className={posts.data ? 'sign-in' : 'sign-in sign-in-narrow'}>
      <header className="sign-in-head">
        <PlumbMark size={36} />
        <div>
          <h1>{t('brand.name')}</h1>
          <p className="muted">{t('brand.claim')}</p>
        </div>
        <Button
          type="text"
          onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
          lang={locale === 'zh' ? 'en' : 'zh-CN'}
        >
          {t('nav.language')}
        </Button>
      </header>
      {posts.isPending && <Skeleton rows={6} lines={2} />}
      {posts.isError && <LoadProblem error={posts.error} retry={() => void posts.refetch()} />}
      {posts.data && <DemoPosts posts={posts.data} done={() => void done()} />}
      {posts.data === null && (
        <section className="sign-in-form">
          <h2>{t('signIn.title')}</h2>
          <PasswordSignIn done={() => void done()} />
          <p className="muted">{t('signIn.noAccount')}</p>
        </section>
      )}
    </main>
  );
};

import { useQuery } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { sessionQuery } from './app/session.tsx';
import { CrashScreen, NotFoundScreen } from './frame/last-resort.tsx';
import { Shell } from './frame/shell.tsx';
import { AccountPage } from './modules/account/public.ts';
import { CalendarPage } from './modules/calendar/public.ts';
import { CaseListPage, CasePage } from './modules/cases/public.ts';
import { DutiesPage } from './modules/duties/public.ts';
import { InboxPage } from './modules/inbox/public.ts';
import {
  OrganisationPage,
  PersonPage,
  PostPage,
  RequestsPage,
  ReviewPage,
  SetUpPage,
  StaffPage,
} from './modules/organisation/public.ts';
import { ApplicationPage, ApplyPage, PortalPage } from './modules/portal/public.ts';
import { LedgerPage } from './modules/records/public.ts';
import { RegisterPage } from './modules/register/public.ts';
import { ActivatePage, SignInPage } from './modules/sign-in/public.ts';
import { SignListPage } from './modules/signing/public.ts';
import { StatusPage } from './modules/status/public.ts';
import { TodoPage } from './modules/todo/public.ts';
import { VerifyPage } from './modules/verify/public.ts';
import { LoadProblem, Skeleton } from './parts/states.tsx';

/** Members of an address are text; anything else in it is dropped, never trusted. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const only =
  <K extends string>(keys: readonly K[]) =>
  (search: Record<string, unknown>): Partial<Record<K, string>> => {
    const kept: Partial<Record<K, string>> = {};
    for (const key of keys) {
      const value = text(search[key]);
      if (value !== undefined) kept[key] = value;
    }
    return kept;
  };

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundScreen,
  errorComponent: CrashScreen,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: only(['to']),
  component: SignInPage,
});

const activateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/activate/$token',
  component: ActivatePage,
});

/** Open to whoever holds a paper of ours: its QR code leads here. */
const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify/$token',
  component: VerifyPage,
});

/**
 * Goes to the sign-in page once. `<Navigate>` would go again at each render, and its going renders anew while the page is
 * still being fetched: a circle that never ends.
 */
const ToSignIn = () => {
  const navigate = useNavigate();
  const [href] = useState(useLocation().href);
  useEffect(() => {
    void navigate({ to: '/sign-in', search: href === '/' ? {} : { to: href }, replace: true });
  }, [navigate, href]);
  return <Skeleton rows={4} />;
};

/** Nobody sees a screen below this one without being signed in; what each may see the server decides. */
const Guarded = () => {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Skeleton rows={4} />;
  if (session.isError) return <LoadProblem error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <ToSignIn />;
  return <Shell session={session.data} />;
};

const insideRoute = createRoute({ getParentRoute: () => rootRoute, id: 'inside', component: Guarded });

const Home = () => {
  const { data } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const to = data?.kind === 'merchant' ? '/portal' : '/todo';
  useEffect(() => {
    void navigate({ to, replace: true });
  }, [navigate, to]);
  return <Skeleton rows={4} />;
};

const homeRoute = createRoute({ getParentRoute: () => insideRoute, path: '/', component: Home });

const todoRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/todo',
  validateSearch: only(['q', 'process', 'task']),
  component: TodoPage,
});

const signListRoute = createRoute({ getParentRoute: () => insideRoute, path: '/todo/sign', component: SignListPage });

const casesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/cases',
  validateSearch: only(['q', 'process', 'state']),
  component: CaseListPage,
});

const caseRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/cases/$caseId',
  validateSearch: only(['task', 'file', 'tab']),
  component: CasePage,
});

const registerRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/register',
  validateSearch: only(['q', 'chapter', 'carried']),
  component: RegisterPage,
});

const organisationRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/organisation',
  validateSearch: only(['entity', 'at']),
  component: OrganisationPage,
});

const staffRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/organisation/people',
  validateSearch: only(['entity', 'q', 'which', 'page']),
  component: StaffPage,
});

const personRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/organisation/people/$personId',
  validateSearch: only(['entity']),
  component: PersonPage,
});

const postRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/organisation/posts/$postId',
  validateSearch: only(['at']),
  component: PostPage,
});

const requestsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/organisation/requests',
  validateSearch: only(['entity', 'state', 'page']),
  component: RequestsPage,
});

const reviewRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/organisation/review',
  validateSearch: only(['entity']),
  component: ReviewPage,
});

const setUpRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/organisation/set-up',
  validateSearch: only(['entity']),
  component: SetUpPage,
});

const dutiesRoute = createRoute({ getParentRoute: () => insideRoute, path: '/duties', component: DutiesPage });

const ledgerRoute = createRoute({ getParentRoute: () => insideRoute, path: '/records', component: LedgerPage });

const statusRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/status',
  component: StatusPage,
});

const inboxRoute = createRoute({ getParentRoute: () => insideRoute, path: '/inbox', component: InboxPage });

const calendarRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/calendar',
  component: CalendarPage,
});
const accountRoute = createRoute({ getParentRoute: () => insideRoute, path: '/account', component: AccountPage });

const portalRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/portal',
  component: PortalPage,
});

const applyRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/portal/apply/$process',
  component: ApplyPage,
});

const applicationRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/portal/$caseId',
  component: ApplicationPage,
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  activateRoute,
  verifyRoute,
  insideRoute.addChildren([
    homeRoute,
    todoRoute,
    signListRoute,
    casesRoute,
    caseRoute,
    registerRoute,
    organisationRoute,
    staffRoute,
    personRoute,
    postRoute,
    requestsRoute,
    reviewRoute,
    setUpRoute,
    dutiesRoute,
    ledgerRoute,
    statusRoute,
    calendarRoute,
    inboxRoute,
    accountRoute,
    portalRoute,
    applyRoute,
    applicationRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Skeleton rows={4} />,
  defaultPendingMs: 150,
  defaultErrorComponent: CrashScreen,
  defaultNotFoundComponent: NotFoundScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import './shell.css';
import './account-and-phone.css';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { useEffect, useRef } from 'react';
import type { SessionView } from '../../core/contract/session-view.ts';
import type { TodoPage } from '../../core/contract/todo-view.ts';
import { getJson } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import type { WordKey } from '../data/words.ts';
import { Icon, type IconName, PlumbMark } from '../parts/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { AlertBell } from './alert-bell.tsx';
import { InboxLink } from './inbox-link.tsx';
import { Palette, usePalette } from './palette.tsx';
import { SignInAgain } from './sign-in-again.tsx';

interface Place {
  readonly to:
    | '/todo'
    | '/cases'
    | '/duties'
    | '/records'
    | '/register'
    | '/organisation'
    | '/status'
    | '/calendar'
    | '/portal';
  readonly icon: IconName;
  readonly label: WordKey;
  /** Operation without which the place is not offered; the server refuses what is behind it in any case. */
  readonly needs?: string;
}

const staffPlaces: readonly Place[] = [
  { to: '/todo', icon: 'todo', label: 'nav.todo' },
  { to: '/cases', icon: 'cases', label: 'nav.cases' },
  { to: '/duties', icon: 'clock', label: 'nav.duties', needs: 'duty.list' },
  { to: '/records', icon: 'paper', label: 'nav.ledger', needs: 'record.read' },
  { to: '/register', icon: 'register', label: 'nav.register' },
  { to: '/organisation', icon: 'people', label: 'nav.organisation' },
  { to: '/status', icon: 'status', label: 'nav.status' },
  { to: '/calendar', icon: 'calendar', label: 'nav.calendar', needs: 'calendar.import' },
];
const merchantPlaces: readonly Place[] = [{ to: '/portal', icon: 'cases', label: 'nav.portal' }];

const placesFor = (session: SessionView): readonly Place[] =>
  session.kind === 'staff'
    ? staffPlaces.filter((place) => place.needs === undefined || session.may.includes(place.needs))
    : merchantPlaces;

/** How many tasks wait: on the rail, so that it is seen from every page. */
const useWaiting = (): number =>
  useQuery({
    queryKey: ['todo', 'count'],
    // One page is enough: beyond 99 the rail says 99+.
    queryFn: ({ signal }) => getJson<TodoPage>('/api/todo?limit=100', { signal }),
    select: (page) => page.total ?? page.items.length,
    refetchInterval: 60_000,
  }).data ?? 0;

const Rail = ({ places }: { places: readonly Place[] }) => {
  const { t } = useLanguage();
  const waiting = useWaiting();
  // A case opened from the list of open tasks still belongs to that list: the place to go back to stays lit.
  const fromTodo = useRouterState({
    select: ({ location }) => location.pathname.startsWith('/cases/') && 'task' in location.search,
  });
  const isCurrent = (place: Place, active: boolean) => (fromTodo ? place.to === '/todo' : active);
  return (
    <nav className="rail" aria-label={t('nav.main')}>
      <Link to="/" className="rail-mark" aria-label={t('brand.name')}>
        <PlumbMark />
      </Link>
      {places.map((place) => (
        <Link key={place.to} to={place.to} className="rail-link">
          {({ isActive }) => (
            <span className={isCurrent(place, isActive) ? 'rail-item rail-current' : 'rail-item'}>
              <Icon name={place.icon} size={20} />
              <span>{t(place.label)}</span>
              {place.to === '/todo' && waiting > 0 && (
                <span className="rail-count">
                  <span className="visually-hidden">, </span>
                  {waiting > 99 ? '99+' : waiting}
                </span>
              )}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
};

const TopBar = ({ session, openPalette }: { session: SessionView; openPalette: () => void }) => {
  const { t, locale, setLocale } = useLanguage();
  return (
    <header className="top">
      {session.kind === 'staff' ? (
        <button type="button" className="top-search" onClick={openPalette}>
          <Icon name="search" size={16} />
          <span>{t('search.open')}</span>
          <kbd className="key">Ctrl K</kbd>
        </button>
      ) : (
        <Link to="/portal" className="top-brand">
          <PlumbMark size={22} />
          <span>{t('brand.name')}</span>
        </Link>
      )}
      <div className="top-end">
        {session.kind === 'staff' && <AlertBell />}
        <InboxLink />
        <Tooltip title={t('nav.languageLabel')}>
          <Button
            type="text"
            size="small"
            lang={locale === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
          >
            {t('nav.language')}
          </Button>
        </Tooltip>
        <AccountMenu session={session} />
      </div>
    </header>
  );
};

/** Frame of every screen behind the sign-in: rail (bottom tabs on a phone), top bar, palette, sign-in overlay. */
export const Shell = ({ session }: { session: SessionView }) => {
  const { t } = useLanguage();
  const palette = usePalette(session.kind === 'staff');
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const outsidePortal =
    session.kind === 'merchant' && !['/', '/inbox', '/account'].includes(path) && !path.startsWith('/portal');
  useEffect(() => {
    if (outsidePortal) void navigate({ to: '/portal', replace: true });
  }, [outsidePortal, navigate]);
  return (
    <div className={`shell shell-${session.kind}`}>
      <button type="button" className="plain-button skip" onClick={() => main.current?.focus()}>
        {t('nav.skip')}
      </button>
      {session.kind === 'staff' && <Rail places={placesFor(session)} />}
      <TopBar session={session} openPalette={palette.show} />
      <main id="content" ref={main} tabIndex={-1} className="content">
        {!outsidePortal && <Outlet />}
      </main>
      {palette.open && <Palette close={palette.hide} places={placesFor(session)} />}
      <SignInAgain session={session} />
    </div>
  );
};

import { useNavigate } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import type { SessionView } from '../../core/contract/session-view.ts';
import { sendJson } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';

/** Name, the posts held, and the way out. */
export const AccountMenu = ({ session }: { session: SessionView }) => {
  const { t, pick } = useLanguage();
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const first = session.posts[0];
  const leave = async () => {
    setOpen(false);
    await sendJson('POST', '/api/sign-out', {}, { quiet: true }).catch(() => undefined);
    // A page loaded anew knows nothing of whoever has left; clearing what is cached would also forget what it is fetching.
    location.assign('/sign-in');
  };
  const card = (
    <div className="account-card">
      <h2>{session.name}</h2>
      <small>{session.entityName}</small>
      <h3>{t('nav.posts')}</h3>
      <ul>
        {session.posts.map((post) => (
          <li key={post.id}>
            {pick(post.title)}
            <small>
              {post.entityName} · {pick(post.department)}
            </small>
          </li>
        ))}
        {session.posts.length === 0 && <li className="muted">{t('nav.noPosts')}</li>}
      </ul>
      <div className="account-actions">
        <Button
          onClick={() => {
            setOpen(false);
            void navigate({ to: '/account' });
          }}
        >
          {t('account.open')}
        </Button>
        {session.kind === 'staff' && session.posts.length > 0 && (
          <Button
            onClick={() => {
              setOpen(false);
              void navigate({ to: '/account', hash: 'delegate' });
            }}
          >
            {t('account.delegate')}
          </Button>
        )}
        <Button onClick={() => void leave()}>{session.demo ? t('nav.changePost') : t('nav.signOut')}</Button>
      </div>
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={card}
      styles={{ container: { padding: 0 } }}
    >
      <button type="button" className="plain-button account" aria-label={t('nav.account')} aria-expanded={open}>
        <span className="account-face" aria-hidden="true">
          {session.name.slice(0, 1)}
        </span>
        <span className="account-text">
          {session.name}
          <small>{first ? pick(first.title) : session.entityName}</small>
        </span>
      </button>
    </Popover>
  );
};

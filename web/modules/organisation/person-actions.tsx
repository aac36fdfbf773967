import { Button, Dropdown, Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import type { LinkView, StaffDetailView } from '../../../core/contract/staff-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { EmployAgainDialog } from './employ-again-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { PostSelect } from './post-select.tsx';

interface Props {
  readonly view: OrganisationView;
  readonly person: StaffDetailView;
  readonly showLink: (link: LinkView) => void;
}
type Act = 'invite' | 'appoint' | 'relieve' | 'rename' | 'reset' | 'block' | 'unblock' | 'return' | 'join' | 'leave';
interface Opened extends Props {
  readonly path: (act: Act) => string;
  readonly close: () => void;
}

/** What is confirmed with a reason alone. */
const PlainDialog = ({
  act,
  view,
  person,
  path,
  showLink,
  close,
}: Opened & { act: 'invite' | 'reset' | 'block' | 'unblock' }) => {
  const { t } = useLanguage();
  const givesLink = act === 'invite' || act === 'reset';
  return (
    <ChangeDialog
      title={t(`org.act.${act}`)}
      button={t(`org.do.${act}`)}
      danger={act === 'block' || act === 'reset'}
      close={close}
      {...(givesLink ? { done: (answer: unknown) => showLink(answer as LinkView) } : {})}
      change={() => ({ path: path(act), body: { entityId: view.entity.id } })}
    >
      <p>{t(`org.hint.${act}`, { name: person.name })}</p>
    </ChangeDialog>
  );
};

const AppointDialog = ({ view, person, path, close }: Opened) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const [postId, setPostId] = useState<string | null>(null);
  const [insteadOf, setInsteadOf] = useState<string | null>(null);
  const entityId = view.entity.id;
  return (
    <ChangeDialog
      title={t('org.act.appoint')}
      button={t(view.settingUp ? 'org.do.appoint' : 'org.do.ask')}
      close={close}
      {...(view.settingUp ? { when: 'from' as const } : {})}
      change={() =>
        postId === null
          ? null
          : view.settingUp
            ? { path: path('appoint'), body: { entityId, postId, ...(insteadOf === null ? {} : { insteadOf }) } }
            : { path: '/api/access-requests', body: { kind: 'appoint', entityId, personId: person.personId, postId } }
      }
    >
      <label htmlFor={`${id}-post`}>{t('org.post')}</label>
      <PostSelect id={`${id}-post`} view={view} value={postId} change={setPostId} />
      {view.settingUp && person.posts.length > 0 && (
        <>
          <label htmlFor={`${id}-instead`}>{t('org.insteadOf')}</label>
          <Select
            id={`${id}-instead`}
            allowClear
            value={insteadOf}
            onChange={(value) => setInsteadOf(value ?? null)}
            options={person.posts.map((post) => ({ value: post.id, label: pick(post.title) }))}
          />
        </>
      )}
      {!view.settingUp && <p className="muted">{t('org.postAsked')}</p>}
    </ChangeDialog>
  );
};

const RelieveDialog = ({ view, person, path, close }: Opened) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const [postId, setPostId] = useState<string | null>(person.posts[0]?.id ?? null);
  return (
    <ChangeDialog
      title={t('org.act.relieve')}
      button={t('org.do.relieve')}
      danger
      when="at"
      close={close}
      change={() => (postId === null ? null : { path: path('relieve'), body: { entityId: view.entity.id, postId } })}
    >
      <label htmlFor={`${id}-post`}>{t('org.post')}</label>
      <Select
        id={`${id}-post`}
        value={postId}
        onChange={setPostId}
        options={person.posts.map((post) => ({ value: post.id, label: pick(post.title) }))}
      />
    </ChangeDialog>
  );
};

const RenameDialog = ({ view, person, path, close }: Opened) => {
  const { t } = useLanguage();
  const id = useId();
  const [name, setName] = useState(person.name);
  return (
    <ChangeDialog
      title={t('org.act.rename')}
      button={t('org.change')}
      close={close}
      change={() =>
        name.trim() === '' || name === person.name
          ? null
          : { path: path('rename'), body: { entityId: view.entity.id, name: name.trim() } }
      }
    >
      <label htmlFor={`${id}-name`}>{t('org.name')}</label>
      <Input id={`${id}-name`} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      <p className="muted">{t('org.renameHint')}</p>
    </ChangeDialog>
  );
};

const dialogFor = (act: Act, opened: Opened) => {
  switch (act) {
    case 'appoint':
      return <AppointDialog {...opened} />;
    case 'relieve':
      return <RelieveDialog {...opened} />;
    case 'rename':
      return <RenameDialog {...opened} />;
    case 'return':
    case 'join':
      return <EmployAgainDialog view={opened.view} person={opened.person} close={opened.close} />;
    case 'leave':
      return <LeaveDialog view={opened.view} person={opened.person} close={opened.close} />;
    default:
      return <PlainDialog act={act} {...opened} />;
  }
};

/** What may be done with a person now; the server refuses the rest in any case. */
const actsFor = ({ account, posts, own }: StaffDetailView, companies: number): readonly Act[] => {
  if (account === 'closed' || account === 'none') return ['return', 'rename'];
  if (account === 'blocked') return ['unblock', 'rename', 'leave'];
  const acts: Act[] = account === 'active' ? ['appoint'] : ['invite', 'appoint'];
  if (posts.length > 0) acts.push('relieve');
  if (companies > 1) acts.push('join');
  acts.push('rename');
  if (account === 'active' && !own) acts.push('reset');
  if (!own) acts.push('block', 'leave');
  return acts;
};

export const PersonActions = (props: Props) => {
  const { t } = useLanguage();
  const [open, setOpen] = useState<Act | null>(null);
  if (!props.person.mayEdit.allowed) return null;
  const [first, ...others] = actsFor(props.person, props.view.entities.length);
  const path = (act: Act) => `/api/staff/${encodeURIComponent(props.person.personId)}/${act}`;
  return (
    <div className="page-tools">
      {first !== undefined && (
        <Button type="primary" onClick={() => setOpen(first)}>
          {t(`org.act.${first}`)}
        </Button>
      )}
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((act) => ({
              key: act,
              label: t(`org.act.${act}`),
              danger: act === 'leave' || act === 'block',
              onClick: () => setOpen(act),
            })),
          }}
        >
          <Button icon={<Icon name="chevronDown" />} iconPlacement="end">
            {t('common.more')}
          </Button>
        </Dropdown>
      )}
      {open !== null && dialogFor(open, { ...props, path, close: () => setOpen(null) })}
    </div>
  );
};

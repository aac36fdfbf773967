import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { EmploymentKind } from '../../../core/contract/staff-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { PostSelect } from './post-select.tsx';

type Kind = (typeof EmploymentKind.options)[number];

/** Enters a person with an account that nobody can use yet; the link is made on the person's own page. */
export const EmployDialog = ({ view, close }: { view: OrganisationView; close: () => void }) => {
  const { t } = useLanguage();
  const id = useId();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [loginName, setLoginName] = useState('');
  const [kind, setKind] = useState<Kind>('employee');
  const [postId, setPostId] = useState<string | null>(null);
  const sound = name.trim() !== '' && /^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/.test(loginName.trim());
  const body = { entityId: view.entity.id, name: name.trim(), loginName: loginName.trim(), kind };
  return (
    <ChangeDialog
      title={t('org.employ')}
      button={t('org.employDo')}
      when="from"
      close={close}
      done={(answer) => {
        const { personId } = answer as { personId: string };
        void navigate({
          to: '/organisation/people/$personId',
          params: { personId },
          search: { entity: view.entity.id },
        });
      }}
      change={() => (sound ? { path: '/api/staff', body: { ...body, ...(postId === null ? {} : { postId }) } } : null)}
    >
      <label htmlFor={`${id}-name`}>{t('org.name')}</label>
      <Input id={`${id}-name`} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      <label htmlFor={`${id}-login`}>{t('org.loginName')}</label>
      <Input
        id={`${id}-login`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        value={loginName}
        onChange={(event) => setLoginName(event.target.value)}
      />
      <p className="muted">{t('org.loginNameRule')}</p>
      <label htmlFor={`${id}-kind`}>{t('org.employment')}</label>
      <Select
        id={`${id}-kind`}
        value={kind}
        onChange={setKind}
        options={EmploymentKind.options.map((value) => ({ value, label: t(`org.kind.${value}`) }))}
      />
      <label htmlFor={`${id}-post`}>{t('org.post')}</label>
      <PostSelect id={`${id}-post`} view={view} value={postId} change={setPostId} />
      <p className="muted">{t(view.settingUp ? 'org.postGiven' : 'org.postAsked')}</p>
    </ChangeDialog>
  );
};

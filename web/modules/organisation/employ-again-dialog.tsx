import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { EmploymentKind, type StaffDetailView } from '../../../core/contract/staff-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { ChangeDialog } from './change-dialog.tsx';

interface Props {
  readonly view: OrganisationView;
  readonly person: StaffDetailView;
  readonly close: () => void;
}

/** Back after leaving, or in a further company of the group: the same person, so that the history stays one. */
export const EmployAgainDialog = ({ view, person, close }: Props) => {
  const { t, locale } = useLanguage();
  const id = useId();
  const gone = person.account === 'closed' || person.account === 'none';
  const companies = gone ? view.entities : view.entities.filter((one) => one.id !== view.entity.id);
  const [entityId, setEntityId] = useState(gone ? view.entity.id : (companies[0]?.id ?? view.entity.id));
  const [kind, setKind] = useState<StaffDetailView['kind']>(person.kind);
  const [loginName, setLoginName] = useState('');
  const sound = !gone || /^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/.test(loginName.trim());
  const named = gone ? { loginName: loginName.trim() } : {};
  return (
    <ChangeDialog
      title={t(gone ? 'org.act.return' : 'org.act.join')}
      button={t('org.employDo')}
      when="from"
      close={close}
      change={() =>
        sound
          ? {
              path: `/api/staff/${encodeURIComponent(person.personId)}/employ`,
              body: { entityId, knownIn: view.entity.id, kind, ...named },
            }
          : null
      }
    >
      <label htmlFor={`${id}-company`}>{t('org.company')}</label>
      <Select
        id={`${id}-company`}
        value={entityId}
        onChange={setEntityId}
        options={companies.map((one) => ({ value: one.id, label: locale === 'zh' ? one.name : one.nameEn }))}
      />
      <label htmlFor={`${id}-kind`}>{t('org.employment')}</label>
      <Select
        id={`${id}-kind`}
        value={kind}
        onChange={setKind}
        options={EmploymentKind.options.map((value) => ({ value, label: t(`org.kind.${value}`) }))}
      />
      {gone && (
        <>
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
        </>
      )}
    </ChangeDialog>
  );
};

import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { ChangeDialog } from './change-dialog.tsx';

type Kind = OrganisationView['entity']['kind'];

/** A further company of the group, administered from here; its organisation is proposed by its own manual. */
export const CompanyDialog = ({ view, close }: { view: OrganisationView; close: () => void }) => {
  const { t } = useLanguage();
  const id = useId();
  const [kind, setKind] = useState<Kind>('distributor');
  const [fields, setFields] = useState({ name: '', nameEn: '', uscc: '' });
  const filled = Object.values(fields).every((value) => value.trim() !== '');
  const words = { name: 'org.companyName', nameEn: 'org.companyNameEn', uscc: 'org.uscc' } as const;
  return (
    <ChangeDialog
      title={t('org.addCompany')}
      button={t('org.add')}
      close={close}
      change={() =>
        filled ? { path: '/api/organisation/companies', body: { entityId: view.entity.id, kind, ...fields } } : null
      }
    >
      <label htmlFor={`${id}-kind`}>{t('org.companyKind')}</label>
      <Select
        id={`${id}-kind`}
        value={kind}
        onChange={setKind}
        options={(['platform', 'distributor'] as const).map((value) => ({
          value,
          label: t(`org.companyKind.${value}`),
        }))}
      />
      {(['name', 'nameEn', 'uscc'] as const).map((field) => (
        <div key={field} className="org-form">
          <label htmlFor={`${id}-${field}`}>{t(words[field])}</label>
          <Input
            id={`${id}-${field}`}
            maxLength={150}
            value={fields[field]}
            onChange={(event) => setFields({ ...fields, [field]: event.target.value })}
          />
        </div>
      ))}
    </ChangeDialog>
  );
};

import { Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationView, PostDetailView } from '../../../core/contract/organisation-view.ts';
import { departments } from '../../../core/manual/departments.ts';
import { useLanguage } from '../../app/language.tsx';
import { ChangeDialog } from './change-dialog.tsx';

interface Titles {
  readonly zh: string;
  readonly en: string;
}

/** A title in both languages: papers and screens need both. */
export const TitleFields = ({ title, change }: { title: Titles; change: (title: Titles) => void }) => {
  const { t } = useLanguage();
  const id = useId();
  return (
    <>
      <label htmlFor={`${id}-zh`}>{t('org.titleZh')}</label>
      <Input
        id={`${id}-zh`}
        maxLength={60}
        value={title.zh}
        onChange={(event) => change({ ...title, zh: event.target.value })}
      />
      <label htmlFor={`${id}-en`}>{t('org.titleEn')}</label>
      <Input
        id={`${id}-en`}
        maxLength={100}
        value={title.en}
        onChange={(event) => change({ ...title, en: event.target.value })}
      />
    </>
  );
};

const filled = ({ zh, en }: Titles): boolean => zh.trim() !== '' && en.trim() !== '';

export const DepartmentDialog = ({ view, close }: { view: OrganisationView; close: () => void }) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const [title, setTitle] = useState<Titles>({ zh: '', en: '' });
  const [standsFor, setStandsFor] = useState<string[]>([]);
  return (
    <ChangeDialog
      title={t('org.addDepartment')}
      button={t('org.add')}
      when="from"
      close={close}
      change={() =>
        filled(title)
          ? { path: '/api/organisation/departments', body: { entityId: view.entity.id, title, standsFor } }
          : null
      }
    >
      <TitleFields title={title} change={setTitle} />
      <label htmlFor={`${id}-stands`}>{t('org.standsFor')}</label>
      <Select
        id={`${id}-stands`}
        mode="multiple"
        optionFilterProp="label"
        value={standsFor}
        onChange={setStandsFor}
        options={Object.entries(departments).map(([value, department]) => ({ value, label: pick(department) }))}
      />
    </ChangeDialog>
  );
};

/** A new post, or what changes of one that is there. */
export const PostDialog = ({
  view,
  post,
  close,
}: {
  view: Pick<OrganisationView, 'entity' | 'departments'>;
  post?: PostDetailView;
  close: () => void;
}) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const [title, setTitle] = useState<Titles>(post?.title ?? { zh: '', en: '' });
  const [departmentId, setDepartment] = useState<string | undefined>(post?.departmentId);
  const [isHead, setIsHead] = useState(post?.isHead ?? false);
  return (
    <ChangeDialog
      title={t(post ? 'org.changePost' : 'org.addPost')}
      button={t(post ? 'org.change' : 'org.add')}
      when="from"
      close={close}
      change={() =>
        filled(title) && departmentId !== undefined
          ? {
              path: '/api/organisation/posts',
              body: { entityId: view.entity.id, ...(post ? { id: post.id } : {}), departmentId, title, isHead },
            }
          : null
      }
    >
      <TitleFields title={title} change={setTitle} />
      <label htmlFor={`${id}-department`}>{t('org.department')}</label>
      <Select
        id={`${id}-department`}
        value={departmentId ?? null}
        onChange={setDepartment}
        options={view.departments.map((one) => ({ value: one.id, label: pick(one.title) }))}
      />
      <Checkbox checked={isHead} onChange={(event) => setIsHead(event.target.checked)}>
        {t('org.isHead')}
      </Checkbox>
      {!post && <p className="muted">{t('org.rolesLater')}</p>}
    </ChangeDialog>
  );
};

import { Select } from 'antd';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';

interface Props {
  readonly id: string;
  readonly view: Pick<OrganisationView, 'departments'>;
  readonly value: string | null;
  readonly change: (postId: string | null) => void;
}

/** Every post of the company by department; found by typing. */
export const PostSelect = ({ id, view, value, change }: Props) => {
  const { t, pick } = useLanguage();
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('org.choosePost')}
      value={value}
      onChange={(chosen) => change(chosen ?? null)}
      options={view.departments.map((department) => ({
        label: pick(department.title),
        options: department.posts.map((post) => ({ value: post.id, label: pick(post.title) })),
      }))}
    />
  );
};

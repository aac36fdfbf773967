import { Select } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationView, PostDetailView } from '../../../core/contract/organisation-view.ts';
import { roleIds, roles } from '../../../core/manual/roles.ts';
import { useLanguage } from '../../app/language.tsx';
import { ChangeDialog } from './change-dialog.tsx';

/** Lays a role of the manuals on the post, or takes it off: asked of quality management, which approves it. */
export const RoleDialog = ({
  view,
  post,
  close,
}: {
  view: OrganisationView;
  post: PostDetailView;
  close: () => void;
}) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const [role, setRole] = useState<string | null>(null);
  const posts = view.departments.flatMap((one) => one.posts);
  const carrying = posts.filter((one) => one.roles.some((held) => held.id === role)).map((one) => one.id);
  const isOn = carrying.includes(post.id);
  const postIds = isOn ? carrying.filter((one) => one !== post.id) : [...carrying, post.id];
  const entityId = view.entity.id;
  const laid = { id: post.id, departmentId: post.departmentId, title: post.title, isHead: post.isHead };
  return (
    <ChangeDialog
      title={t('org.changeRoles')}
      button={t(view.settingUp && !isOn ? 'org.layRole' : 'org.askRole')}
      close={close}
      change={() =>
        role === null
          ? null
          : view.settingUp && !isOn
            ? {
                path: '/api/organisation/plan',
                body: { entityId, departments: [], posts: [{ ...laid, roles: [role] }] },
              }
            : { path: '/api/access-requests', body: { kind: 'mapRole', entityId, role, postIds } }
      }
    >
      <label htmlFor={`${id}-role`}>{t('org.role')}</label>
      <Select
        id={`${id}-role`}
        showSearch={{ optionFilterProp: 'label' }}
        value={role}
        onChange={setRole}
        options={roleIds
          .filter((one) => !['outside', 'system'].includes(roles[one].kind))
          .map((one) => ({ value: one, label: pick(roles[one]) }))}
      />
      {role !== null && (
        <p className="muted">
          {t(isOn ? 'org.roleOff' : 'org.roleOn', {
            posts:
              posts
                .filter((one) => postIds.includes(one.id))
                .map((one) => pick(one.title))
                .join('、') || t('org.nobody'),
          })}
        </p>
      )}
    </ChangeDialog>
  );
};

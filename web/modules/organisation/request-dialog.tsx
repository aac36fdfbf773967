import { useId, useState } from 'react';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { ColleagueSelect } from '../../parts/colleague-select.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { PostSelect } from './post-select.tsx';

/** 《电子记录权限申请表》: for oneself or a colleague. */
export const RequestDialog = ({ view, close }: { view: OrganisationView; close: () => void }) => {
  const { t } = useLanguage();
  const id = useId();
  const session = useSession();
  const [personId, setPersonId] = useState<string | null>(session.personId);
  const [postId, setPostId] = useState<string | null>(null);
  const entityId = view.entity.id;
  return (
    <ChangeDialog
      title={t('org.request.ask')}
      button={t('org.do.ask')}
      close={close}
      change={() =>
        personId === null || postId === null
          ? null
          : { path: '/api/access-requests', body: { kind: 'appoint', entityId, personId, postId } }
      }
    >
      <label htmlFor={`${id}-person`}>{t('org.request.for')}</label>
      <ColleagueSelect
        id={`${id}-person`}
        entityId={entityId}
        value={personId}
        change={setPersonId}
        first={{ personId: session.personId, name: session.name }}
      />
      <label htmlFor={`${id}-post`}>{t('org.post')}</label>
      <PostSelect id={`${id}-post`} view={view} value={postId} change={setPostId} />
    </ChangeDialog>
  );
};

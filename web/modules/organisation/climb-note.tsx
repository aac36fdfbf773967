import type { ClimbView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';

/** Nobody holds it: who has its work meanwhile, or that nobody has. */
export const ClimbNote = ({ climb }: { climb: ClimbView }) => {
  const { t, pick } = useLanguage();
  return (
    <span className={climb.to === null ? 'org-vacant org-nobody' : 'org-vacant'}>
      {climb.to === null ? t('org.vacantNobody') : t('org.vacant', { post: pick(climb.to) })}
    </span>
  );
};

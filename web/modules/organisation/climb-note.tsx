import type { ClimbView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';

/** Nobody holds it: who has its work meanwhile, or that nobody has. */
export const ClimbNote = ({ climb, expected = false }: { climb: ClimbView; expected?: boolean }) => {
  const { t, pick } = useLanguage();
  // While a company is set up most posts are empty: nothing to be alarmed about.
  if (expected) return <span className="org-vacant-plain">{t('org.vacantPlain')}</span>;
  return (
    <span className={climb.to === null ? 'org-vacant org-nobody' : 'org-vacant'}>
      {climb.to === null ? t('org.vacantNobody') : t('org.vacant', { post: pick(climb.to) })}
    </span>
  );
};

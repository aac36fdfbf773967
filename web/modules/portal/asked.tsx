import type { CaseView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { minuteOf } from '../../parts/time-left.ts';

/**
 * What the platform asks stands in its latest notice (parties see no form of the staff): the notice right above the answer,
 * so that nobody has to look for it.
 */
export const Asked = ({ view }: { view: CaseView }) => {
  const { t, pick } = useLanguage();
  const notice = view.papers
    .filter((paper) => paper.kind === 'notice' && paper.state === 'issued')
    .toSorted((a, b) => a.issuedAt.localeCompare(b.issuedAt))
    .at(-1);
  if (!notice) return null;
  return (
    <a className="asked" href={notice.pdfUrl} target="_blank" rel="noreferrer">
      <Icon name="paper" size={20} />
      <span>
        <span className="muted">{t('portal.asked')}</span>
        <strong>{pick(notice.title)}</strong>
        <small>
          <span className="number">{notice.number}</span> · {minuteOf(notice.issuedAt)}
        </small>
      </span>
      <span className="asked-open">
        {t('papers.open')} <Icon name="external" size={14} />
      </span>
    </a>
  );
};

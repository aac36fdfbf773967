import './paper-list.css';
import { Link } from '@tanstack/react-router';
import type { CaseView, PaperView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../icon.tsx';
import { EmptyState } from '../states.tsx';
import { minuteOf } from '../time-left.ts';
import { RecordNote } from './record-note.tsx';

/** Notices and records as papers to print; a void one stays listed and says so. */
export const PaperList = ({ papers }: { papers: readonly PaperView[] }) => {
  const { t, pick } = useLanguage();
  if (papers.length === 0) return <EmptyState icon="paper" title={t('papers.empty')} hint={t('papers.emptyHint')} />;
  return (
    <ul className="paper-list">
      {papers.map((paper) => (
        <li key={paper.id}>
          <a href={paper.pdfUrl} target="_blank" rel="noreferrer" className="paper-line">
            <Icon name="paper" size={20} />
            <span className="paper-title">
              {pick(paper.title)}
              {paper.state === 'void' && <span className="paper-void">{t('papers.void')}</span>}
              <small>
                <span className="number">{paper.number}</span> · {t(`papers.${paper.kind}`)} ·{' '}
                {minuteOf(paper.issuedAt)}
              </small>
            </span>
            <span className="visually-hidden">{t('papers.open')}</span>
            <Icon name="external" size={16} />
          </a>
          {paper.record && <RecordNote record={paper.record} />}
        </li>
      ))}
    </ul>
  );
};

export const LinkedList = ({ linked }: { linked: CaseView['linked'] }) => {
  const { t, pick } = useLanguage();
  if (linked.length === 0) return <EmptyState icon="link" title={t('linked.empty')} />;
  return (
    <ul className="paper-list">
      {linked.map((other) => (
        <li key={`${other.relation}:${other.caseId}`}>
          <Link to="/cases/$caseId" params={{ caseId: other.caseId }} search={{}} className="paper-line">
            <Icon name="link" size={20} />
            <span className="paper-title">
              {pick(other.title)}
              <small>
                <span className="number">{other.number}</span> · {t(`linked.${other.relation}`)} ·{' '}
                {t(`cases.${other.state}`)}
              </small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
};

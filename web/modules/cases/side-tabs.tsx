import type { CaseView } from '../../../core/contract/case-view.ts';
import type { Language } from '../../app/language.tsx';
import { HistoryList } from '../../parts/case/history-list.tsx';
import { LinkedList, PaperList } from '../../parts/case/paper-list.tsx';
import { ClockList } from './clock-list.tsx';
import { DiagramPane } from './diagram-pane.tsx';

const counted = (label: string, count: number) => (
  <span>
    {label}
    {count > 0 && <span className="tab-count"> {count}</span>}
  </span>
);

/** What stands beside the form: history, clocks, papers, linked cases, picture. */
export const sideTabs = (view: CaseView, t: Language['t']) => [
  { key: 'history', label: t('case.history'), children: <HistoryList entries={view.history} /> },
  { key: 'clocks', label: counted(t('case.clocks'), view.limits.length), children: <ClockList limits={view.limits} /> },
  { key: 'papers', label: counted(t('case.papers'), view.papers.length), children: <PaperList papers={view.papers} /> },
  { key: 'diagram', label: t('case.diagram'), children: <DiagramPane view={view.diagram} /> },
  {
    key: 'linked',
    label: counted(t('case.linked'), view.linked.length),
    children: <LinkedList linked={view.linked} />,
  },
];

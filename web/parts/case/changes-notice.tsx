import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { HistoryEntryView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { minuteOf } from '../time-left.ts';

interface Props {
  readonly changes: readonly HistoryEntryView[];
  /** True when a press was turned down because of them. */
  readonly refused: boolean;
  readonly accept: () => void;
}

/** What others did since the form was opened. Having been shown, a further press counts as made in knowledge of it. */
export const ChangesNotice = ({ changes, refused, accept }: Props) => {
  const { t, pick } = useLanguage();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (refused) button.current?.focus();
  }, [refused]);
  return (
    <div className="changes" role="alert">
      <p className="changes-title">{t('case.conflict')}</p>
      {refused && <p>{t('case.conflictHint')}</p>}
      <ul>
        {changes.map((entry) => (
          <li key={entry.seq}>
            <strong>{pick(entry.title)}</strong> {entry.actor?.name ?? t('history.system')} · {minuteOf(entry.at)}
            {entry.reason && ` · ${entry.reason}`}
          </li>
        ))}
      </ul>
      <Button size="small" ref={button} onClick={accept}>
        {t('case.changesSeen')}
      </Button>
    </div>
  );
};

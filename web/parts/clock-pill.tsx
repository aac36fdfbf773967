import './clock-pill.css';
import { Tooltip } from 'antd';
import { useLanguage } from '../app/language.tsx';
import { useNow } from '../app/now.ts';
import { Icon } from './icon.tsx';
import { type Clock, dueOf, timeLeft, urgencyOf } from './time-left.ts';

interface Props {
  readonly clock: Clock & { readonly provisional: boolean };
  readonly clause?: string | null;
  readonly size?: 'row' | 'header';
}

/** Time left as words, coloured by how much of it is used. The colour never stands alone: the words say the same. */
export const ClockPill = ({ clock, clause, size = 'row' }: Props) => {
  const { t, locale } = useLanguage();
  const now = useNow();
  const urgency = urgencyOf(clock, now);
  const words =
    clock.state === 'met' || clock.state === 'cancelled' || clock.state === 'paused'
      ? t(`time.${clock.state}`)
      : clock.dueAt === null
        ? t('time.none')
        : timeLeft(clock.dueAt, now, locale);
  const due = clock.dueAt === null ? null : t('time.due', { at: dueOf(clock.dueAt) });
  const detail = [due, clause, clock.provisional ? t('time.provisionalWhy') : null].filter(Boolean).join(' · ');
  return (
    <Tooltip title={detail}>
      <span className={`clock-pill clock-${urgency} clock-${size}`}>
        {urgency === 'paused' && <Icon name="pause" size={12} />}
        <span>{words}</span>
        {clock.provisional && <span className="clock-provisional">{t('time.provisional')}</span>}
        {detail !== '' && <span className="visually-hidden">{detail}</span>}
      </span>
    </Tooltip>
  );
};

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import type { AlertView } from '../../core/contract/calendar-view.ts';
import { Icon } from '../parts/icon.tsx';
import { minuteOf } from '../parts/time-left.ts';
import { getJson } from './api.ts';
import { useLanguage } from './language.tsx';

/** Alerts addressed to a role of one's own. Without any there is no bell: it never cries wolf. */
export const AlertBell = () => {
  const { t, pick } = useLanguage();
  const [open, setOpen] = useState(false);
  const alerts = useQuery({
    queryKey: ['alerts'],
    queryFn: ({ signal }) => getJson<AlertView[]>('/api/alerts', { signal }),
    refetchInterval: 5 * 60_000,
  });
  if (!alerts.data || alerts.data.length === 0) return null;
  const list = (
    <ul className="alerts">
      {alerts.data.map((alert) => (
        <li key={`${alert.kind}:${alert.raisedAt}`}>
          <p>{pick(alert.message)}</p>
          <p className="alerts-foot">
            <span>{minuteOf(alert.raisedAt)}</span>
            <Link to={alert.url} onClick={() => setOpen(false)}>
              {t('alerts.act')}
            </Link>
          </p>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" arrow={false} content={list}>
      <Button type="text" size="small" className="bell" icon={<Icon name="bell" />} aria-expanded={open}>
        {alerts.data.length}
        <span className="visually-hidden">{t('alerts.title')}</span>
      </Button>
    </Popover>
  );
};

import './alert-bell.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import type { AlertView } from '../../core/contract/calendar-view.ts';
import { getJson } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import { Icon } from '../parts/icon.tsx';

/** What waits for this person to be settled, with the way there; nothing at all where nothing waits. */
export const AlertBell = () => {
  const { t, pick } = useLanguage();
  const [open, setOpen] = useState(false);
  const alerts = useQuery({
    queryKey: ['alerts'],
    queryFn: ({ signal }) => getJson<AlertView[]>('/api/alerts', { signal }),
    refetchInterval: 10 * 60_000,
  }).data;
  if (!alerts || alerts.length === 0) return null;
  const list = (
    <ul className="alert-list">
      {alerts.map((alert) => (
        <li key={alert.kind}>
          <p>{pick(alert.message)}</p>
          <Link to={alert.url} onClick={() => setOpen(false)}>
            {t('nav.alertOpen')}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button type="text" size="small" className="alert-bell" aria-label={t('nav.alerts', { n: alerts.length })}>
        <Icon name="bell" />
        <span className="alert-count">{alerts.length}</span>
      </Button>
    </Popover>
  );
};

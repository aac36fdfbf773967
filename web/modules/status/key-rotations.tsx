import { Progress } from 'antd';
import { useLanguage } from '../../app/language.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import type { HealthView } from './health-view.ts';

type Rotation = HealthView['keyRotations'][number];

const percent = ({ state, done, total }: Rotation): number =>
  state === 'done' ? 100 : total ? Math.min(99, Math.floor((100 * done) / total)) : 0;

/** How far rotations of keys have come; nothing where there was never one. */
export const KeyRotations = ({ rotations }: { rotations: readonly Rotation[] }) => {
  const { t } = useLanguage();
  if (rotations.length === 0) return null;
  return (
    <section className="status-processes">
      <h2>{t('status.keys')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('status.keysOf')}</th>
            <th scope="col">{t('status.keysProgress')}</th>
            <th scope="col">{t('status.keysState')}</th>
          </tr>
        </thead>
        <tbody>
          {rotations.map((one) => (
            <tr key={`${one.entityName}:${one.purpose}`}>
              <th scope="row">
                {t(`status.keys.${one.purpose}`)} <span className="muted">{one.entityName}</span>
              </th>
              <td>
                <Progress
                  className="keys-progress"
                  size="small"
                  aria-label={t('status.keysProgress')}
                  percent={percent(one)}
                  status={one.state === 'dead' ? 'exception' : 'normal'}
                />
              </td>
              <td>
                {one.endedAt ? t('status.keysEnded', { at: minuteOf(one.endedAt) }) : t(`status.keys.${one.state}`)}
                {one.damaged > 0 && ` · ${t('status.keysDamaged', { n: one.damaged })}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

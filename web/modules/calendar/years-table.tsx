import type { CalendarYear } from '../../../core/contract/calendar-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { minuteOf } from '../../parts/time-left.ts';

const isAddress = (notice: string): boolean => /^https?:\/\//.test(notice);

const Notices = ({ notices }: { notices: readonly string[] }) => {
  const { t } = useLanguage();
  return (
    <>
      {notices.map((notice, index) => (
        <span key={notice} className="calendar-notice">
          {isAddress(notice) ? (
            <a href={notice} target="_blank" rel="noreferrer">
              {t('calendar.notice')}
              {notices.length > 1 && ` ${index + 1}`}
            </a>
          ) : (
            notice
          )}
        </span>
      ))}
    </>
  );
};

/** Every year that is known, newest first, and where it came from. */
export const YearsTable = ({ years }: { years: readonly CalendarYear[] }) => {
  const { t } = useLanguage();
  return (
    <section className="calendar-years">
      <h2>{t('calendar.years')}</h2>
      <table className="calendar-table">
        <thead>
          <tr>
            <th scope="col">{t('calendar.year')}</th>
            <th scope="col">{t('calendar.rest')}</th>
            <th scope="col">{t('calendar.makeUp')}</th>
            <th scope="col">{t('calendar.source')}</th>
            <th scope="col">{t('calendar.notice')}</th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year.year}>
              <th scope="row" className="number">
                {year.year}
              </th>
              <td>{year.restDays}</td>
              <td>{year.makeUpDays}</td>
              <td>
                {year.importedBy && year.importedAt
                  ? t('calendar.by', { name: year.importedBy.name, at: minuteOf(year.importedAt) })
                  : t('calendar.shipped')}
              </td>
              <td>
                <Notices notices={year.notices} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

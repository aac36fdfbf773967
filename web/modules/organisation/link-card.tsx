import { App, Button } from 'antd';
import type { LinkView } from '../../../core/contract/staff-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { minuteOf } from '../../parts/time-left.ts';

/** The one-time link, shown this once: the server keeps only its hash. */
export const LinkCard = ({ link, name, close }: { link: LinkView; name: string; close: () => void }) => {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(link.url);
    void message.success(t('org.copied'));
  };
  return (
    <section className="org-link" role="status">
      <h2>{t('org.linkFor', { name })}</h2>
      <p>{t('org.linkHint', { until: minuteOf(link.expiresAt), login: link.loginName })}</p>
      <p className="org-link-url number">{link.url}</p>
      <div className="page-tools">
        <Button type="primary" onClick={() => void copy()}>
          {t('org.copy')}
        </Button>
        <Button onClick={close}>{t('org.linkDone')}</Button>
      </div>
    </section>
  );
};

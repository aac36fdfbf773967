import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useLanguage } from '../app/language.tsx';
import { EmptyState } from '../parts/states.tsx';

export const CrashScreen = () => {
  const { t } = useLanguage();
  return (
    <main role="alert">
      <EmptyState icon="warn" title={t('problem.crash')} hint={t('problem.crashHint')}>
        <Button type="primary" onClick={() => location.reload()}>
          {t('problem.reload')}
        </Button>
      </EmptyState>
    </main>
  );
};

export const NotFoundScreen = () => {
  const { t } = useLanguage();
  return (
    <main>
      <EmptyState icon="search" title={t('problem.notFound')} hint={t('problem.notFoundHint')}>
        <Link to="/">{t('common.back')}</Link>
      </EmptyState>
    </main>
  );
};

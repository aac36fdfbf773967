import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider, App as Messages } from 'antd';
import english from 'antd/es/locale/en_US';
import chinese from 'antd/es/locale/zh_CN';
import { ProblemError } from './app/api.ts';
import { LanguageProvider, useLanguage } from './app/language.tsx';
import { useTheme } from './app/theme.ts';
import { router } from './router.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 1 && !(error instanceof ProblemError),
      refetchOnWindowFocus: true,
    },
  },
});

const Themed = () => {
  const { locale } = useLanguage();
  return (
    <ConfigProvider
      theme={useTheme()}
      locale={locale === 'zh' ? chinese : english}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <Messages className="app" message={{ maxCount: 2 }}>
        <RouterProvider router={router} />
      </Messages>
    </ConfigProvider>
  );
};

export const App = () => (
  <QueryClientProvider client={queries}>
    <LanguageProvider>
      <Themed />
    </LanguageProvider>
  </QueryClientProvider>
);

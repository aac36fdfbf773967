import { App, Button } from 'antd';
import { useState } from 'react';
import type { RegisterAnswer, RegisterRow } from '../../../core/contract/requests.ts';
import { getJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { registerCsv } from './csv.ts';
import { type RegisterFilter, registerPath } from './register-query.ts';

const download = (name: string, contents: string): void => {
  const url = URL.createObjectURL(new Blob([contents], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** Fetches every page of what is filtered and hands it over as CSV. */
export const ExportButton = ({ filter }: { filter: RegisterFilter }) => {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const [fetched, setFetched] = useState<number | null>(null);
  const run = async () => {
    const rows: RegisterRow[] = [];
    setFetched(0);
    try {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: RegisterAnswer = await getJson<RegisterAnswer>(registerPath(filter, cursor, 200));
        rows.push(...page.rows);
        cursor = page.nextCursor;
        setFetched(rows.length);
      }
      const heads = [
        t('register.clause'),
        t('register.source'),
        t('register.obligation'),
        t('cases.due'),
        t('register.construct'),
        t('register.evidence'),
      ];
      download('plumbline-register.csv', registerCsv(heads, rows));
    } catch {
      void message.error(t('problem.unreachable'));
    } finally {
      setFetched(null);
    }
  };
  return (
    <Button loading={fetched !== null} onClick={() => void run()}>
      {fetched === null ? t('register.export') : t('register.exporting', { n: fetched })}
    </Button>
  );
};

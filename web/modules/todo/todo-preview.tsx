import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { CaseView } from '../../../core/contract/case-view.ts';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { CaseHeader } from '../../parts/case/case-header.tsx';
import { caseQuery } from '../../parts/case/case-query.ts';
import { HistoryList } from '../../parts/case/history-list.tsx';
import { Diagram } from '../../parts/diagram.tsx';
import { FormAnswers } from '../../parts/form/form-answers.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';

/** The latest form of some substance that somebody filled in: what the next person has to judge. Else the application. */
const formToJudge = (view: CaseView) => {
  const filled = view.history.filter((entry) => entry.form !== null && entry.values !== null);
  return filled.findLast((entry) => Object.keys(entry.values ?? {}).length >= 3) ?? filled[0];
};

const PreviewBody = ({ view }: { view: CaseView }) => {
  const { t, pick } = useLanguage();
  const filled = formToJudge(view);
  return (
    <div className="preview-body">
      <section>
        <h3>{t('case.diagram')}</h3>
        <Diagram view={view.diagram} />
      </section>
      <div className="preview-columns">
        {filled?.form && filled.values && (
          <section>
            <h3>{pick(filled.form.title)}</h3>
            <FormAnswers form={filled.form} values={filled.values} />
          </section>
        )}
        <section>
          <h3>{t('case.history')}</h3>
          <HistoryList entries={view.history.slice(-5)} brief />
        </section>
      </div>
    </div>
  );
};

export const TodoPreview = ({ item }: { item: TodoItem }) => {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const view = useQuery(caseQuery(item.caseId));
  const open = () =>
    void navigate({ to: '/cases/$caseId', params: { caseId: item.caseId }, search: { task: item.taskId } });
  return (
    <>
      {view.data && (
        <CaseHeader view={view.data}>
          <Button type="primary" onClick={open} icon={<Icon name="arrowRight" />} iconPlacement="end">
            {t('todo.handle')}
          </Button>
        </CaseHeader>
      )}
      {view.isPending && <Skeleton rows={5} />}
      {view.isError && <LoadProblem error={view.error} retry={() => void view.refetch()} />}
      {view.data && <PreviewBody view={view.data} />}
      <footer className="preview-keys">
        <span className="visually-hidden">{t('todo.keys')}</span>
        <span>
          <kbd className="key">j</kbd> <kbd className="key">k</kbd> {t('todo.keyMove')}
        </span>
        <span>
          <kbd className="key">↵</kbd> {t('todo.keyOpen')}
        </span>
        <span>
          <kbd className="key">n</kbd> {t('todo.keyNext')}
        </span>
      </footer>
    </>
  );
};

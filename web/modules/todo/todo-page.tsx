import './todo.css';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback } from 'react';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { useTodo } from '../../app/todo-query.ts';
import { caseQuery } from '../../parts/case/case-query.ts';
import { useHotKeys } from '../../parts/hot-keys.ts';
import { Icon } from '../../parts/icon.tsx';
import { useMedia } from '../../parts/media.ts';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { FilterBar } from './filter-bar.tsx';
import { TodoList } from './todo-list.tsx';
import { TodoPreview } from './todo-preview.tsx';

const route = getRouteApi('/inside/todo');

export const TodoPage = () => {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const beside = useMedia('(min-width: 1024px)');
  const { list, items, total } = useTodo(search);
  const { fetchNextPage } = list;
  const at = items.findIndex((item) => item.taskId === search.task);
  const selected = beside ? (items[at] ?? items[0]) : items[at];

  const choose = useCallback(
    (item: TodoItem | undefined) => {
      if (item) void navigate({ to: '/todo', search: (was) => ({ ...was, task: item.taskId }), replace: true });
    },
    [navigate],
  );
  const open = (item: TodoItem | undefined) => {
    if (item) void navigate({ to: '/cases/$caseId', params: { caseId: item.caseId }, search: { task: item.taskId } });
  };
  const step = (by: 1 | -1) => {
    const here = selected ? items.indexOf(selected) : -1;
    const next = items[here + by];
    choose(next);
    if (next) void queries.prefetchQuery(caseQuery(next.caseId));
  };
  useHotKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    n: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: () => open(selected),
  });
  const filtered = search.q !== undefined || search.process !== undefined;
  return (
    <div className="todo">
      <section className="todo-side" aria-label={t('todo.title')}>
        <header className="todo-head">
          <div className="todo-title">
            <h1>
              {t('todo.title')} <span className="todo-total">{list.data ? total : ''}</span>
            </h1>
            {items.length > 0 && (
              <Button
                size="small"
                icon={<Icon name="pen" size={16} />}
                onClick={() => void navigate({ to: '/todo/sign' })}
              >
                {t('signList.open')}
              </Button>
            )}
          </div>
          <FilterBar items={items} />
        </header>
        {list.isPending && <Skeleton rows={6} />}
        {list.isError && <LoadProblem error={list.error} retry={() => void list.refetch()} />}
        {list.data && items.length === 0 && (
          <EmptyState
            icon="check"
            title={t(filtered ? 'todo.emptyFiltered' : 'todo.empty')}
            hint={t(filtered ? 'todo.emptyFilteredHint' : 'todo.emptyHint')}
          >
            {filtered && (
              <Button onClick={() => void navigate({ to: '/todo', search: {} })}>{t('common.clear')}</Button>
            )}
          </EmptyState>
        )}
        {items.length > 0 && (
          <TodoList
            items={items}
            selected={selected?.taskId}
            choose={beside ? choose : null}
            hasMore={list.hasNextPage && !list.isFetchingNextPage}
            more={() => void fetchNextPage()}
          />
        )}
      </section>
      {beside && (
        <section className="todo-preview" aria-label={t('todo.preview')}>
          {selected ? (
            <TodoPreview key={selected.taskId} item={selected} />
          ) : (
            list.data && <EmptyState icon="todo" title={t('todo.choose')} hint={t('todo.chooseHint')} />
          )}
        </section>
      )}
    </div>
  );
};

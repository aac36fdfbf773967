import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { TodoItem, TodoPage } from '../../core/contract/todo-view.ts';
import { getJson, query } from './api.ts';

export interface TodoFilter {
  readonly q?: string;
  readonly process?: string;
}

export const todoQuery = (filter: TodoFilter) =>
  infiniteQueryOptions({
    queryKey: ['todo', 'list', filter.q ?? '', filter.process ?? ''],
    queryFn: ({ pageParam, signal }) =>
      getJson<TodoPage>(`/api/todo${query({ cursor: pageParam, limit: 50, q: filter.q, process: filter.process })}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 60_000,
  });

/** The open tasks in the order of their due instants, as far as they have been fetched. */
export const useTodo = (filter: TodoFilter) => {
  const list = useInfiniteQuery(todoQuery(filter));
  const items: readonly TodoItem[] = list.data?.pages.flatMap((page) => page.items) ?? [];
  return { list, items, total: list.data?.pages[0]?.total ?? items.length };
};

/** The item after this one; the first when this one has left the list; undefined when nothing else waits. */
export const nextAfter = (items: readonly TodoItem[], taskId: string | undefined): TodoItem | undefined => {
  const at = items.findIndex((item) => item.taskId === taskId);
  const next = items[at + 1] ?? items[0];
  return next?.taskId === taskId ? undefined : next;
};

import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { useNow } from '../../app/now.ts';
import { ClockPill } from '../../parts/clock-pill.tsx';
import { useReachEnd, useWindow } from '../../parts/window-list.ts';
import { rowsOf } from './due-groups.ts';

const itemHeight = 84;
const groupHeight = 36;

const TodoRow = ({ item, selected, choose }: { item: TodoItem; selected: boolean; choose: (() => void) | null }) => {
  const { t, pick } = useLanguage();
  return (
    <Link
      to="/cases/$caseId"
      params={{ caseId: item.caseId }}
      search={{ task: item.taskId }}
      className={selected ? 'todo-row todo-selected' : 'todo-row'}
      aria-current={selected ? 'true' : undefined}
      onClick={(event) => {
        // A single click shows the preview; a double click, Enter on the row, or no room for a preview opens the case.
        if (!choose || event.metaKey || event.ctrlKey || event.detail !== 1) return;
        event.preventDefault();
        choose();
      }}
    >
      <span className="todo-subject">{item.subject}</span>
      <ClockPill clock={item} clause={item.clause} />
      <span className="todo-task">
        {pick(item.title)}
        {item.item && ` · ${item.item}`}
        {item.climbed && <span className="todo-climbed">{t('todo.climbed')}</span>}
        {item.urged && <span className="todo-urged">{t('todo.urged')}</span>}
      </span>
      <span className="todo-claimed">{item.claimedBy && t('todo.claimedBy', { name: item.claimedBy.name })}</span>
      <span className="todo-origin">
        <span className="number">{item.caseNumber}</span>
        <span className="todo-process">{pick(item.process.title)}</span>
      </span>
      <span className="todo-clause">{item.clause}</span>
    </Link>
  );
};

interface Props {
  readonly items: readonly TodoItem[];
  readonly selected: string | undefined;
  /** Choosing shows a preview beside the list; null where there is no room and a row opens its case. */
  readonly choose: ((item: TodoItem) => void) | null;
  readonly hasMore: boolean;
  readonly more: () => void;
}

export const TodoList = ({ items, selected, choose, hasMore, more }: Props) => {
  const { t } = useLanguage();
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(items, now), [items, now]);
  const heights = useMemo(() => rows.map((row) => (row.kind === 'group' ? groupHeight : itemHeight)), [rows]);
  const { first, last, offsets, total, reveal } = useWindow(box, heights);
  const selectedRow = rows.findIndex((row) => row.id === selected);
  // Revealing is for a moved selection; a list that was merely read again stays where the reader has it.
  useEffect(() => {
    if (selectedRow >= 0) reveal(selectedRow);
  }, [selectedRow, reveal]);
  useReachEnd(last, rows.length, hasMore, more);
  return (
    <div ref={box} className="todo-scroll">
      <ul className="todo-list" style={{ height: total }} aria-label={t('todo.list')}>
        {rows.slice(first, last + 1).map((row, index) => (
          <li key={row.id} style={{ top: offsets[first + index] ?? 0, height: heights[first + index] ?? itemHeight }}>
            {row.kind === 'group' ? (
              <h2 className={row.label === 'todo.breached' ? 'todo-group todo-group-breach' : 'todo-group'}>
                {t(row.label)} <span>{row.count}</span>
              </h2>
            ) : (
              <TodoRow item={row.item} selected={row.id === selected} choose={choose ? () => choose(row.item) : null} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};

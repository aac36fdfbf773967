import { DAY_MS, dateOf, type Instant, startOfDay } from '../../../core/base/time.ts';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import type { WordKey } from '../../data/words.ts';

export type Row =
  | { readonly kind: 'group'; readonly id: string; readonly label: WordKey; readonly count: number }
  | { readonly kind: 'item'; readonly id: string; readonly item: TodoItem; readonly index: number };

const groupOf = (item: TodoItem, now: number): WordKey => {
  if (item.dueAt === null) return 'todo.noLimit';
  const due = Date.parse(item.dueAt);
  if (item.breached || due <= now) return 'todo.breached';
  const today = startOfDay(dateOf(now as Instant));
  // 24:00 of a day is written as 00:00 of the next and still belongs to the day itself.
  if (due <= today + DAY_MS) return 'todo.today';
  if (due <= today + 2 * DAY_MS) return 'todo.tomorrow';
  return due <= today + 7 * DAY_MS ? 'todo.week' : 'todo.later';
};

/** The list with a heading wherever the day changes, as a mail client shows it. */
export const rowsOf = (items: readonly TodoItem[], now: number): Row[] => {
  const rows: Row[] = [];
  let heading: { -readonly [K in keyof Extract<Row, { kind: 'group' }>]: Extract<Row, { kind: 'group' }>[K] } | null =
    null;
  items.forEach((item, index) => {
    const label = groupOf(item, now);
    if (heading?.label !== label) {
      heading = { kind: 'group', id: `group:${label}:${index}`, label, count: 0 };
      rows.push(heading);
    }
    heading.count += 1;
    rows.push({ kind: 'item', id: item.taskId, item, index });
  });
  return rows;
};

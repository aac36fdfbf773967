import { describe, expect, it } from 'vitest';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import { nextAfter } from '../../app/todo-query.ts';
import { rowsOf } from './due-groups.ts';

const item = (taskId: string, dueAt: string | null, breached = false): TodoItem => ({
  taskId,
  caseId: taskId,
  caseNumber: taskId,
  subject: taskId,
  process: { name: 'p', title: { zh: '程', en: 'p' } },
  title: { zh: '审', en: 'review' },
  item: null,
  openedAt: '2026-11-18T09:00:00+08:00',
  dueAt,
  provisional: false,
  breached,
  used: 0.2,
  clause: null,
  claimedBy: null,
  climbed: false,
  urged: false,
});
const now = Date.parse('2026-11-20T10:00:00+08:00');

describe('the list of open tasks', () => {
  it('is divided by the day on which time runs out, 24:00 belonging to the day it ends', () => {
    const rows = rowsOf(
      [
        item('a', '2026-11-20T09:59:00+08:00'),
        item('b', '2026-11-21T00:00:00+08:00'),
        item('c', '2026-11-21T18:00:00+08:00'),
        item('d', '2026-11-27T00:00:00+08:00'),
        item('e', '2026-12-04T18:00:00+08:00'),
        item('f', null),
      ],
      now,
    );
    expect(rows.map((row) => (row.kind === 'group' ? row.label : row.id))).toEqual([
      'todo.breached',
      'a',
      'todo.today',
      'b',
      'todo.tomorrow',
      'c',
      'todo.week',
      'd',
      'todo.later',
      'e',
      'todo.noLimit',
      'f',
    ]);
  });

  it('counts under each heading', () => {
    const rows = rowsOf([item('a', '2026-11-20T11:00:00+08:00'), item('b', '2026-11-20T12:00:00+08:00')], now);
    expect(rows[0]).toMatchObject({ label: 'todo.today', count: 2 });
  });

  it('hands out the next item, and the first when the present one has left the list', () => {
    const items = [item('a', null), item('b', null)];
    expect(nextAfter(items, 'a')?.taskId).toBe('b');
    expect(nextAfter(items, 'gone')?.taskId).toBe('a');
    expect(nextAfter(items, 'b')?.taskId).toBe('a');
    expect(nextAfter([item('a', null)], 'a')).toBeUndefined();
    expect(nextAfter([], 'a')).toBeUndefined();
  });
});

import type { Text } from '../base/text.ts';
import { formatMinute } from '../base/time.ts';
import type { Form } from '../forms/form.ts';
import type { Process } from './definition.ts';
import type { CaseEvent } from './events.ts';

/** A case's history in words: what people read on the case page, in both languages. */

const text = (zh: string, en: string): Text => ({ zh, en });

const limitTitle = (process: Process, key: string): Text =>
  process.limits[key.replace(/[[#].*$/, '')]?.title ?? text(key, key);

const stageTitle = (process: Process, stage: string): Text => process.stages[stage]?.title ?? text(stage, stage);

const withSubject = (subject: Text, zh: string, en: string): Text =>
  text(`${subject.zh}:${zh}`, `${subject.en}: ${en}`);

/** Null for events that only the machine needs (a stage opened, a clock began). */
export const titleOf = (process: Process, event: CaseEvent): Text | null => {
  switch (event.type) {
    case 'caseOpened':
      return process.start.title;
    case 'acted':
      return actTitle(process, event.stage, event.action);
    case 'taskClaimed':
      return text('认领任务', 'Task claimed');
    case 'taskReleased':
      return text('释放任务', 'Task released');
    case 'taskTransferred':
      return text('转办任务', 'Task transferred');
    case 'signerAdded':
      return text('加签', 'Signer added');
    case 'signerAnswered':
      return event.answer === 'agreed'
        ? text('加签同意', 'Added signer agreed')
        : text('加签不同意', 'Added signer refused');
    case 'sentBack':
      return withSubject(stageTitle(process, event.to), '退回至此', 'sent back here');
    case 'urged':
      return text('催办', 'Urged');
    case 'copied':
      return text('抄送', 'Copied');
    case 'withdrawn':
      return text('撤回上一操作', 'Latest act withdrawn');
    case 'taskReopened':
      return text('重新提交复审', 'Submitted again for review');
    case 'caseEnded':
      return process.ends[event.end]?.title ?? null;
    case 'definitionChanged':
      return text(`流程版本由 ${event.from} 迁移至 ${event.to}`, `Moved from version ${event.from} to ${event.to}`);
    default:
      return clockTitle(process, event);
  }
};

const actTitle = (process: Process, stage: string, action: string): Text => {
  for (const task of Object.values(process.stages[stage]?.tasks ?? {})) {
    const found = task.actions[action];
    if (found) return withSubject(task.title, found.title.zh, found.title.en);
  }
  return withSubject(stageTitle(process, stage), action, action);
};

const clockTitle = (process: Process, event: CaseEvent): Text | null => {
  switch (event.type) {
    case 'limitBreached':
      return withSubject(
        limitTitle(process, event.key),
        `逾期(应于 ${formatMinute(event.dueAt)} 前完成)`,
        `overdue (was due ${formatMinute(event.dueAt)})`,
      );
    case 'limitLapsed':
      return withSubject(
        limitTitle(process, event.key),
        `期限届满(${formatMinute(event.dueAt)})`,
        `period ended (${formatMinute(event.dueAt)})`,
      );
    case 'limitPaused':
      return withSubject(limitTitle(process, event.key), '暂停计时', 'clock paused');
    case 'limitResumed':
      return withSubject(
        limitTitle(process, event.key),
        `恢复计时,至 ${formatMinute(event.dueAt)}`,
        `clock resumed, due ${formatMinute(event.dueAt)}`,
      );
    case 'limitMoved':
      if (event.why === 'sentBack')
        return withSubject(
          limitTitle(process, event.key),
          `随退回继续计时,至 ${formatMinute(event.dueAt)}`,
          `goes on after the case was sent back, due ${formatMinute(event.dueAt)}`,
        );
      return withSubject(
        limitTitle(process, event.key),
        `期限重算为 ${formatMinute(event.dueAt)}${event.was === null ? '' : `(原 ${formatMinute(event.was)})`}`,
        `due instant recomputed: ${formatMinute(event.dueAt)}${event.was === null ? '' : ` (was ${formatMinute(event.was)})`}`,
      );
    case 'limitReminded':
      return withSubject(limitTitle(process, event.key), '临期提醒', 'reminder sent');
    default:
      return null;
  }
};

/** The form that an act filled, as its definition stands. */
export const formOf = (process: Process, event: CaseEvent): Form | null => {
  if (event.type === 'caseOpened') return process.start.form;
  if (event.type !== 'acted') return null;
  for (const task of Object.values(process.stages[event.stage]?.tasks ?? {})) {
    const action = task.actions[event.action];
    if (action) return action.form ?? null;
  }
  return null;
};

export const reasonOf = (event: CaseEvent): string | null => ('reason' in event ? event.reason : null);

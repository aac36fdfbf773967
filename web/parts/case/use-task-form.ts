import { useCallback, useEffect, useRef, useState } from 'react';
import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type { ActionView, TaskView } from '../../../core/contract/case-view.ts';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import { startingValues } from '../../../core/forms/starting.ts';
import { ProblemError, sendJson, serverNow } from '../../app/api.ts';
import { deviceDrafts, draftKey } from '../form/local-draft.ts';
import { useFilledForm } from '../form/use-filled-form.ts';

export type DraftState =
  | { readonly kind: 'none' }
  | { readonly kind: 'restored'; readonly at: string }
  | { readonly kind: 'typing' | 'saving' | 'local' }
  | { readonly kind: 'saved'; readonly at: string };

const settleMs = 500;
const retryMs = 10_000;

/** The newer of the server's draft and the copy on this device; what the case knows already where there is neither. */
const firstValues = (
  task: TaskView,
  action: ActionView,
  personId: string,
): { values: FormValues; draft: DraftState } => {
  const server = task.draft?.action === action.name ? { values: task.draft.values, at: task.draft.savedAt } : null;
  const local = deviceDrafts().recall(draftKey(personId, `${task.id}.${action.name}`));
  const newest = local && (!server || Date.parse(local.at) > Date.parse(server.at)) ? local : server;
  const known = (values: FormValues) => (action.form ? startingValues(action.form, values) : {});
  return newest
    ? { values: { ...known(task.prefill), ...known(newest.values) }, draft: { kind: 'restored', at: newest.at } }
    : { values: known(task.prefill), draft: { kind: 'none' } };
};

/** Keeps the draft: at once on the device, and on the server as soon as the typing pauses. `saved` only after its answer. */
const useDraft = (task: TaskView, action: ActionView, personId: string, first: DraftState) => {
  const [state, setState] = useState<DraftState>(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<FormValues | null>(null);
  const key = draftKey(personId, `${task.id}.${action.name}`);
  const putAgain = useRef<() => Promise<void>>(async () => undefined);
  const put = useCallback(async () => {
    clearTimeout(timer.current);
    const values = pending.current;
    if (values === null) return;
    pending.current = null;
    setState({ kind: 'saving' });
    try {
      const path = `/api/tasks/${encodeURIComponent(task.id)}/draft`;
      const { savedAt } = await sendJson<{ savedAt: string }>(
        'PUT',
        path,
        { action: action.name, values },
        { tries: 2 },
      );
      // Only when nothing newer was typed meanwhile does the screen say "saved" and the device's copy go.
      if (pending.current === null) {
        deviceDrafts().drop(key);
        setState({ kind: 'saved', at: savedAt });
      }
    } catch (error) {
      setState({ kind: 'local' });
      const later = !(error instanceof ProblemError) || error.problem.status === 401 || error.problem.status >= 500;
      if (!later || pending.current !== null) return;
      pending.current = values;
      timer.current = setTimeout(() => void putAgain.current(), retryMs);
    }
  }, [task.id, action.name, key]);
  putAgain.current = put;
  const keep = useCallback(
    (form: Form, values: FormValues) => {
      deviceDrafts().keep(key, form, values, formatInstant(serverNow() as Instant));
      pending.current = values;
      setState({ kind: 'typing' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void put(), settleMs);
    },
    [key, put],
  );
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    pending.current = null;
    deviceDrafts().drop(key);
  }, [key]);
  useEffect(() => () => void put(), [put]);
  return { state, keep, forget };
};

/** The form of one action of one task: values, what is wrong with them, and the draft. */
export const useTaskForm = (task: TaskView, action: ActionView, personId: string) => {
  // A form begins once: news of the case must not overwrite what is being typed.
  const [first] = useState(() => firstValues(task, action, personId));
  const draft = useDraft(task, action, personId, first.draft);
  const filled = useFilledForm(action.form, first.values, draft.keep);
  return { ...filled, draft };
};

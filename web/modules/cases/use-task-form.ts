import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type { ActionView, TaskView } from '../../../core/contract/case-view.ts';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import { sendJson, serverNow } from '../../app/api.ts';
import { checkForm, type FormErrors, startingValues } from '../../parts/form/check-form.ts';
import { deviceDrafts, draftKey } from '../../parts/form/local-draft.ts';
import { withMember } from '../../parts/form/rows-control.tsx';

export type DraftState =
  | { readonly kind: 'none' }
  | { readonly kind: 'restored'; readonly at: string }
  | { readonly kind: 'typing' | 'saving' | 'local' }
  | { readonly kind: 'saved'; readonly at: string };

const settleMs = 500;
const noErrors: FormErrors = new Map();

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
    } catch {
      setState({ kind: 'local' });
    }
  }, [task.id, action.name, key]);
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
  const first = useMemo(() => firstValues(task, action, personId), []);
  const [values, setValues] = useState(first.values);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [fromServer, setFromServer] = useState<FormErrors>(noErrors);
  const draft = useDraft(task, action, personId, first.draft);
  const { form } = action;
  const checked = useMemo(
    () => (form ? checkForm(form, values, serverNow()) : { errors: noErrors, values: {} }),
    [form, values],
  );
  const all = checked.errors;
  const errors = useMemo(() => {
    const shown = [...all].filter(([path]) => tried || left.has(path));
    return new Map([...shown, ...fromServer]);
  }, [all, tried, left, fromServer]);
  const change = useCallback(
    (name: string, value: unknown) => {
      if (!form) return;
      const next = withMember(values, name, value);
      setValues(next);
      setFromServer((before) =>
        before.size === 0 ? before : new Map([...before].filter(([path]) => !path.startsWith(name))),
      );
      draft.keep(form, next);
    },
    [form, values, draft.keep],
  );
  const leave = useCallback(
    (path: string) => setLeft((before) => (before.has(path) ? before : new Set(before).add(path))),
    [],
  );
  return {
    values,
    handIn: checked.values,
    errors,
    wrong: all,
    change,
    leave,
    showAll: () => setTried(true),
    setFromServer,
    draft,
  };
};
export type TaskForm = ReturnType<typeof useTaskForm>;

import { useCallback, useMemo, useRef, useState } from 'react';
import type { ProblemView } from '../../../core/contract/common.ts';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import { serverNow } from '../../app/api.ts';
import { checkForm, type FormErrors } from './check-form.ts';
import { withMember } from './rows-control.tsx';

const noErrors: FormErrors = new Map();

/**
 * A form being filled: its values and what is wrong with them. A fault is shown once its field was left, everything once
 * handing in was tried; what the server found stays until its field changes. `keep` gets every change.
 */
export const useFilledForm = (form: Form | null, first: FormValues, keep: (form: Form, values: FormValues) => void) => {
  const [values, setValues] = useState(first);
  // A change may come long after the render that handed `change` out: an upload ends while somebody types on.
  const newest = useRef(first);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [fromServer, setFromServer] = useState<FormErrors>(noErrors);
  const checked = useMemo(
    () => (form ? checkForm(form, values, serverNow()) : { errors: noErrors, values: {} }),
    [form, values],
  );
  const errors = useMemo(() => {
    const shown = [...checked.errors].filter(([path]) => tried || left.has(path));
    return new Map([...shown, ...fromServer]);
  }, [checked, tried, left, fromServer]);
  const change = useCallback(
    (name: string, value: unknown) => {
      if (!form) return;
      const next = withMember(newest.current, name, value);
      newest.current = next;
      setValues(next);
      setFromServer((was) => (was.size === 0 ? was : new Map([...was].filter(([path]) => !path.startsWith(name)))));
      keep(form, next);
    },
    [form, keep],
  );
  const leave = useCallback((path: string) => setLeft((was) => (was.has(path) ? was : new Set(was).add(path))), []);
  const showAll = useCallback(() => setTried(true), []);
  /** Shows what the server found wrong in this form; false where that lies elsewhere, such as in the proof of a signature. */
  const showFromServer = useCallback(
    (found: ProblemView['fields']): boolean => {
      const mine = (found ?? []).filter(({ field }) => form?.fields[field.split(/[.[]/)[0] ?? ''] !== undefined);
      if (mine.length > 0) setFromServer(new Map(mine.map(({ field, message }) => [field, message])));
      return mine.length > 0;
    },
    [form],
  );
  return { values, handIn: checked.values, errors, wrong: checked.errors, change, leave, showAll, showFromServer };
};

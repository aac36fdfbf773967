import type { Form, FormValues } from '../../../core/forms/form.ts';
import { personalPaths } from '../../../core/forms/personal.ts';

/**
 * The copy of a draft on this device, for the time until the server has it (and for applications that have no task yet).
 * Personal values never go to the lasting store: they stay in the tab's own, which dies with the tab.
 */
interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface LocalDraft {
  readonly values: FormValues;
  readonly at: string;
}

/** The values that may lie on a disk, and those that may not. */
export const dividePersonal = (form: Form, values: FormValues): { plain: FormValues; personal: FormValues } => {
  const withPersonal = new Set(personalPaths(form).map(({ path }) => path.split('[')[0]));
  const plain: Record<string, unknown> = {};
  const personal: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    (withPersonal.has(name) ? personal : plain)[name] = value;
  }
  return { plain, personal };
};

const read = (store: Store, key: string): LocalDraft | null => {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'values' in kept && 'at' in kept ? (kept as LocalDraft) : null;
  } catch {
    return null;
  }
};

export const localDrafts = (lasting: Store, passing: Store) => ({
  keep(key: string, form: Form, values: FormValues, at: string): void {
    const { plain, personal } = dividePersonal(form, values);
    try {
      lasting.setItem(key, JSON.stringify({ values: plain, at }));
      passing.setItem(key, JSON.stringify({ values: personal, at }));
    } catch {
      // A full store loses this copy only; the form on the screen and the server's draft remain.
    }
  },
  recall(key: string): LocalDraft | null {
    const plain = read(lasting, key);
    const personal = read(passing, key);
    if (!plain) return null;
    return { values: { ...plain.values, ...(personal?.values ?? {}) }, at: plain.at };
  },
  drop(key: string): void {
    lasting.removeItem(key);
    passing.removeItem(key);
  },
});

export const deviceDrafts = () => localDrafts(localStorage, sessionStorage);

export const draftKey = (personId: string, place: string): string => `plumbline.draft.${personId}.${place}`;

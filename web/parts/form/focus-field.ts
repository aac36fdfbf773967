import { fieldId } from './form-fields.tsx';

/** Brings the field of a path (`devices[2].model`) into view and puts the cursor into it. */
export const focusField = (formId: string, path: string): void => {
  const name = path.split(/[.[]/)[0] ?? path;
  const field = document.getElementById(`${fieldId(formId, name)}-field`);
  field?.scrollIntoView({ block: 'center' });
  const target = field?.querySelector<HTMLElement>('[aria-invalid="true"], input, textarea, button, select');
  (target ?? field)?.focus({ preventScroll: true });
};

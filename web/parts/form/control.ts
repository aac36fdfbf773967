import type { Text } from '../../../core/base/text.ts';
import type { Scope } from '../../../core/forms/conditions.ts';
import type { Field } from '../../../core/forms/form.ts';

/** What every control gets; `change(undefined)` takes the value out of the form. */
export interface ControlProps<F extends Field = Field> {
  readonly id: string;
  readonly field: F;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  /** Left the control: from now on say what is wrong with it. */
  readonly leave: () => void;
  readonly invalid: boolean;
  /** Refuses a paste where the field is typed by a person (P04 §2.1). */
  readonly refusePaste: ((event: { preventDefault: () => void }) => void) | undefined;
}

export interface FieldViewProps {
  readonly id: string;
  readonly path: string;
  readonly field: Field;
  readonly value: unknown;
  readonly required: boolean;
  /** The form (or row) that the field stands in. */
  readonly scope: Scope;
  readonly errors: ReadonlyMap<string, Text>;
  readonly change: (value: unknown) => void;
  readonly leave: (path: string) => void;
}

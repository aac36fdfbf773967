import { useState } from 'react';
import type { Text } from '../../../core/base/text.ts';
import type { Field } from '../../../core/forms/form.ts';
import { useLanguage } from '../../app/language.tsx';
import { ChecklistControl } from './checklist-control.tsx';
import { ChoiceControl, ChoicesControl, YesNoControl } from './choice-controls.tsx';
import { DateControl, InstantControl } from './date-controls.tsx';
import { FieldFrame } from './field-frame.tsx';
import { FilesControl } from './files-control.tsx';
import { RowsControl } from './rows-control.tsx';
import { LongTextControl, MoneyControl, NumberControl, TextControl } from './text-controls.tsx';

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

interface Props {
  readonly id: string;
  readonly path: string;
  readonly field: Field;
  readonly value: unknown;
  readonly required: boolean;
  readonly errors: ReadonlyMap<string, Text>;
  readonly change: (value: unknown) => void;
  readonly leave: (path: string) => void;
}

const grouped = new Set<Field['kind']>(['choices', 'checklist', 'rows', 'files', 'yesNo']);

export const FieldView = ({ id, path, field, value, required, errors, change, leave }: Props) => {
  const { t } = useLanguage();
  const [pasted, setPasted] = useState(false);
  const error = errors.get(path);
  const props = {
    id,
    value,
    change: (next: unknown) => {
      setPasted(false);
      change(next);
    },
    leave: () => leave(path),
    invalid: error !== undefined,
    refusePaste: field.noPaste
      ? (event: { preventDefault: () => void }) => {
          event.preventDefault();
          setPasted(true);
        }
      : undefined,
  };
  const frame = {
    id,
    field,
    required,
    error,
    notice: pasted ? t('form.noPaste') : null,
    group: grouped.has(field.kind) || (field.kind === 'choice' && field.options.length <= 4),
  };
  switch (field.kind) {
    case 'text':
    case 'identifier':
      return <FieldFrame {...frame}>{<TextControl {...props} field={field} />}</FieldFrame>;
    case 'longText':
      return <FieldFrame {...frame}>{<LongTextControl {...props} field={field} />}</FieldFrame>;
    case 'number':
      return <FieldFrame {...frame}>{<NumberControl {...props} field={field} />}</FieldFrame>;
    case 'money':
      return <FieldFrame {...frame}>{<MoneyControl {...props} field={field} />}</FieldFrame>;
    case 'date':
      return <FieldFrame {...frame}>{<DateControl {...props} field={field} />}</FieldFrame>;
    case 'instant':
      return <FieldFrame {...frame}>{<InstantControl {...props} field={field} />}</FieldFrame>;
    case 'yesNo':
      return <FieldFrame {...frame}>{<YesNoControl {...props} field={field} />}</FieldFrame>;
    case 'choice':
      return <FieldFrame {...frame}>{<ChoiceControl {...props} field={field} />}</FieldFrame>;
    case 'choices':
      return <FieldFrame {...frame}>{<ChoicesControl {...props} field={field} />}</FieldFrame>;
    case 'checklist':
      return <ChecklistControl {...props} field={field} frame={frame} path={path} errors={errors} />;
    case 'files':
      return <FieldFrame {...frame}>{<FilesControl {...props} field={field} />}</FieldFrame>;
    case 'rows':
      return (
        <FieldFrame {...frame}>
          <RowsControl {...props} field={field} path={path} errors={errors} leaveCell={leave} />
        </FieldFrame>
      );
  }
};

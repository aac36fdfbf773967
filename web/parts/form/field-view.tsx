import { useState } from 'react';
import type { Field } from '../../../core/forms/form.ts';
import { useLanguage } from '../../app/language.tsx';
import { ChecklistControl } from './checklist-control.tsx';
import { ChoiceControl, ChoicesControl, YesNoControl } from './choice-controls.tsx';
import type { FieldViewProps } from './control.ts';
import { DateControl, InstantControl } from './date-controls.tsx';
import { FieldFrame } from './field-frame.tsx';
import { FilesControl } from './files-control.tsx';
import { RowsControl } from './rows-control.tsx';
import { LongTextControl, MoneyControl, NumberControl, TextControl } from './text-controls.tsx';

const grouped = new Set<Field['kind']>(['choices', 'checklist', 'rows', 'files', 'yesNo']);

export const FieldView = ({ id, path, field, value, required, scope, errors, change, leave }: FieldViewProps) => {
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
          <RowsControl
            {...props}
            field={field}
            path={path}
            scope={scope}
            errors={errors}
            leaveCell={leave}
            Cell={FieldView}
          />
        </FieldFrame>
      );
  }
};

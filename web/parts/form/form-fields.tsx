import './form.css';
import './form-files.css';
import { isRequired, isShown, type Scope } from '../../../core/forms/conditions.ts';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import type { FormErrors } from './check-form.ts';
import { FieldView } from './field-view.tsx';

interface Props {
  /** Prefix of element ids, unique on the page. */
  readonly id: string;
  readonly form: Form;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly change: (name: string, value: unknown) => void;
  readonly leave: (path: string) => void;
}

export const fieldId = (id: string, name: string): string => `${id}-${name}`;

/** Every field of a form that its conditions show, in the order of the definition. */
export const FormFields = ({ id, form, values, errors, change, leave }: Props) => {
  const scope: Scope = { fields: form.fields, values };
  return (
    <div className="form-fields">
      {Object.entries(form.fields)
        .filter(([name]) => isShown(scope, name))
        .map(([name, field]) => (
          <FieldView
            key={name}
            id={fieldId(id, name)}
            path={name}
            field={field}
            value={values[name]}
            required={isRequired(scope, field)}
            scope={scope}
            errors={errors}
            change={(value) => change(name, value)}
            leave={leave}
          />
        ))}
    </div>
  );
};

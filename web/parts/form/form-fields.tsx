import './form.css';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import { type FormErrors, isRequired, isShown } from './check-form.ts';
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
export const FormFields = ({ id, form, values, errors, change, leave }: Props) => (
  <div className="form-fields">
    {Object.entries(form.fields)
      .filter(([, field]) => isShown(field, values))
      .map(([name, field]) => (
        <FieldView
          key={name}
          id={fieldId(id, name)}
          path={name}
          field={field}
          value={values[name]}
          required={isRequired(field, values)}
          errors={errors}
          change={(value) => change(name, value)}
          leave={leave}
        />
      ))}
  </div>
);

import type { ReactNode } from 'react';
import type { Text } from '../../../core/base/text.ts';
import type { Field } from '../../../core/forms/form.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../icon.tsx';

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly required: boolean;
  readonly error: Text | undefined;
  /** Said instead of an error, e.g. why pasting was refused. */
  readonly notice?: string | null;
  /** A group of controls (checklist, rows, choices) is named by a legend, a single control by a label. */
  readonly group: boolean;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Label, help, control and what is wrong with it, tied together for eyes and for screen readers. */
export const FieldFrame = ({ id, field, required, error, notice, group, aside, children }: Props) => {
  const { t, pick } = useLanguage();
  const label = (
    <>
      {pick(field.label)}
      {required ? (
        <span className="field-required" title={t('common.required')}>
          <span aria-hidden="true">*</span>
          <span className="visually-hidden">{t('common.required')}</span>
        </span>
      ) : (
        !field.readOnly && <span className="field-optional">{t('common.optional')}</span>
      )}
      {field.personal && (
        <span className="field-personal" title={t('form.personal')}>
          <Icon name="lock" size={14} />
          <span className="visually-hidden">{t('form.personal')}</span>
        </span>
      )}
    </>
  );
  const body = (
    <>
      {field.help && (
        <p className="field-help" id={`${id}-help`}>
          {pick(field.help)}
        </p>
      )}
      {children}
      <p className={error ? 'field-error' : 'field-notice'} id={`${id}-error`} aria-live="polite">
        {error ? pick(error) : notice}
      </p>
    </>
  );
  return group ? (
    <fieldset className="field" id={`${id}-field`} aria-describedby={`${id}-error`} tabIndex={-1}>
      <legend className="field-label" id={`${id}-label`}>
        {label}
        {aside && <span className="field-aside">{aside}</span>}
      </legend>
      {body}
    </fieldset>
  ) : (
    <div className="field" id={`${id}-field`}>
      <div className="field-label">
        <label htmlFor={id} id={`${id}-label`}>
          {label}
        </label>
        {aside && <span className="field-aside">{aside}</span>}
      </div>
      {body}
    </div>
  );
};

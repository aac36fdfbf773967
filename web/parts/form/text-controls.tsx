import { Input, InputNumber } from 'antd';
import type { Field } from '../../../core/forms/form.ts';
import { readMoney } from '../../../core/forms/money.ts';
import { useLanguage } from '../../app/language.tsx';
import type { ControlProps } from './control.ts';

type Kind<K extends Field['kind']> = Extract<Field, { kind: K }>;

const typed = (value: string): string | undefined => (value === '' ? undefined : value);
const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The attributes that tie a control to its label, its help and what is wrong with it. */
export const tied = ({ id, invalid, field }: Pick<ControlProps, 'id' | 'invalid' | 'field'>) => ({
  id,
  'aria-invalid': invalid,
  'aria-describedby': field.help ? `${id}-help ${id}-error` : `${id}-error`,
});

const inputModes: Partial<Record<Kind<'identifier'>['identifier'], 'tel' | 'email'>> = { phone: 'tel', email: 'email' };

export const TextControl = (props: ControlProps<Kind<'text'> | Kind<'identifier'>>) => {
  const { field, value, change, leave, invalid, refusePaste } = props;
  const isIdentifier = field.kind === 'identifier';
  return (
    <Input
      {...tied(props)}
      className={isIdentifier ? 'field-identifier' : ''}
      {...(invalid ? { status: 'error' as const } : {})}
      {...(isIdentifier ? { inputMode: inputModes[field.identifier] ?? 'text' } : { maxLength: field.maxLength })}
      autoComplete="off"
      spellCheck={false}
      readOnly={field.readOnly ?? false}
      value={shown(value)}
      onChange={(event) => change(typed(event.target.value))}
      onBlur={leave}
      {...(refusePaste ? { onPaste: refusePaste, onDrop: refusePaste } : {})}
    />
  );
};

export const LongTextControl = (props: ControlProps<Kind<'longText'>>) => {
  const { field, value, change, leave, invalid, refusePaste } = props;
  const text = shown(value);
  return (
    <div className="field-long">
      <Input.TextArea
        {...tied(props)}
        {...(invalid ? { status: 'error' as const } : {})}
        autoSize={{ minRows: 3, maxRows: 12 }}
        maxLength={field.maxLength}
        readOnly={field.readOnly ?? false}
        value={text}
        onChange={(event) => change(typed(event.target.value))}
        onBlur={leave}
        {...(refusePaste ? { onPaste: refusePaste, onDrop: refusePaste } : {})}
      />
      {text.length > field.maxLength * 0.8 && (
        <span className="field-counter">{`${text.length} / ${field.maxLength}`}</span>
      )}
    </div>
  );
};

export const NumberControl = (props: ControlProps<Kind<'number'>>) => {
  const { pick } = useLanguage();
  const { field, value, change, leave, invalid, refusePaste } = props;
  return (
    <InputNumber<number>
      {...tied(props)}
      {...(invalid ? { status: 'error' as const } : {})}
      className="field-number"
      controls={false}
      changeOnWheel={false}
      inputMode={field.decimals === 0 ? 'numeric' : 'decimal'}
      readOnly={field.readOnly ?? false}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => change(next ?? undefined)}
      onBlur={leave}
      {...(field.unit ? { suffix: pick(field.unit) } : {})}
      {...(refusePaste ? { onPaste: refusePaste } : {})}
    />
  );
};

export const MoneyControl = (props: ControlProps<Kind<'money'>>) => {
  const { t } = useLanguage();
  const { field, value, change, leave, invalid, refusePaste } = props;
  return (
    <Input
      {...tied(props)}
      {...(invalid ? { status: 'error' as const } : {})}
      className="field-number"
      inputMode="decimal"
      prefix="¥"
      suffix={t('form.yuan')}
      autoComplete="off"
      readOnly={field.readOnly ?? false}
      value={shown(value)}
      onChange={(event) => change(typed(event.target.value))}
      onBlur={() => {
        // `198` becomes `198.00`; what is no amount stays as typed and is refused by the check.
        if (typeof value === 'string') change(readMoney(value) ?? value);
        leave();
      }}
      {...(refusePaste ? { onPaste: refusePaste } : {})}
    />
  );
};

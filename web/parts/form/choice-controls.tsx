import { Checkbox, Radio, Select } from 'antd';
import type { Field } from '../../../core/forms/form.ts';
import { useLanguage } from '../../app/language.tsx';
import type { ControlProps } from './control.ts';
import { tied } from './text-controls.tsx';

type Kind<K extends Field['kind']> = Extract<Field, { kind: K }>;

const labelled = (id: string) => ({ 'aria-labelledby': `${id}-label`, 'aria-describedby': `${id}-error` });

export const YesNoControl = ({ id, field, value, change, leave }: ControlProps<Kind<'yesNo'>>) => {
  const { t } = useLanguage();
  return (
    <Radio.Group
      id={id}
      {...labelled(id)}
      disabled={field.readOnly ?? false}
      value={value ?? null}
      onChange={(event) => {
        change(event.target.value);
        leave();
      }}
      options={[
        { value: true, label: t('common.yes') },
        { value: false, label: t('common.no') },
      ]}
    />
  );
};

/** Few options stand open, so that one look and one press do; many go into a list that can be typed into. */
export const ChoiceControl = (props: ControlProps<Kind<'choice'>>) => {
  const { t, pick } = useLanguage();
  const { id, field, value, change, leave, invalid } = props;
  const options = field.options.map((option) => ({ value: option.code, label: pick(option.label) }));
  if (options.length <= 4)
    return (
      <Radio.Group
        id={id}
        {...labelled(id)}
        disabled={field.readOnly ?? false}
        value={value ?? null}
        options={options}
        onChange={(event) => {
          change(event.target.value);
          leave();
        }}
      />
    );
  return (
    <Select
      {...tied(props)}
      {...(invalid ? { status: 'error' as const } : {})}
      className="field-wide"
      showSearch={{ optionFilterProp: 'label' }}
      disabled={field.readOnly ?? false}
      placeholder={t('form.choose')}
      value={typeof value === 'string' ? value : null}
      options={options}
      onChange={(code: string) => change(code)}
      onBlur={leave}
    />
  );
};

export const ChoicesControl = (props: ControlProps<Kind<'choices'>>) => {
  const { t, pick } = useLanguage();
  const { id, field, value, change, leave, invalid } = props;
  const options = field.options.map((option) => ({ value: option.code, label: pick(option.label) }));
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const keep = (codes: string[]) => change(codes.length === 0 ? undefined : codes);
  if (options.length <= 8)
    return (
      <Checkbox.Group
        {...labelled(id)}
        disabled={field.readOnly ?? false}
        value={chosen}
        options={options}
        onChange={(codes) => {
          keep(codes);
          leave();
        }}
      />
    );
  return (
    <Select
      {...tied(props)}
      {...(invalid ? { status: 'error' as const } : {})}
      mode="multiple"
      className="field-wide"
      showSearch={{ optionFilterProp: 'label' }}
      disabled={field.readOnly ?? false}
      placeholder={t('form.choose')}
      value={chosen}
      options={options}
      onChange={keep}
      onBlur={leave}
    />
  );
};

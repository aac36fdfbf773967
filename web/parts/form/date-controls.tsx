import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { dateOf, formatInstant, type Instant } from '../../../core/base/time.ts';
import type { Field } from '../../../core/forms/form.ts';
import { serverNow } from '../../app/api.ts';
import type { ControlProps } from './control.ts';
import { tied } from './text-controls.tsx';

type Kind<K extends Field['kind']> = Extract<Field, { kind: K }>;

const today = (): string => dateOf(serverNow() as Instant);

export const DateControl = (props: ControlProps<Kind<'date'>>) => {
  const { field, value, change, leave, invalid } = props;
  const current = typeof value === 'string' ? dayjs(value) : null;
  return (
    <DatePicker
      {...tied(props)}
      {...(invalid ? { status: 'error' as const } : {})}
      className="field-date"
      format="YYYY-MM-DD"
      disabled={field.readOnly ?? false}
      value={current?.isValid() ? current : null}
      disabledDate={(day) => {
        const shown = day.format('YYYY-MM-DD');
        return (field.notBefore === 'today' && shown < today()) || (field.notAfter === 'today' && shown > today());
      }}
      onChange={(day) => change(day ? day.format('YYYY-MM-DD') : undefined)}
      onBlur={leave}
    />
  );
};

/** The picker counts in the desk's zone; the form keeps wall time of Asia/Shanghai, so the digits are carried over as they are. */
export const InstantControl = (props: ControlProps<Kind<'instant'>>) => {
  const { field, value, change, leave, invalid } = props;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const current = Number.isNaN(ms) ? null : dayjs(formatInstant(ms as Instant).slice(0, 19));
  return (
    <DatePicker
      {...tied(props)}
      {...(invalid ? { status: 'error' as const } : {})}
      className="field-date"
      format="YYYY-MM-DD HH:mm"
      showTime={{ format: 'HH:mm' }}
      disabled={field.readOnly ?? false}
      value={current}
      disabledDate={(day) => field.notAfter === 'now' && day.format('YYYY-MM-DD') > today()}
      onChange={(at) => change(at ? `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00` : undefined)}
      onBlur={leave}
    />
  );
};

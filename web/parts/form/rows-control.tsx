import { Button } from 'antd';
import type { ComponentType } from 'react';
import type { Text } from '../../../core/base/text.ts';
import { isRequired, isShown, type Scope } from '../../../core/forms/conditions.ts';
import type { Field } from '../../../core/forms/form.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../icon.tsx';
import type { ControlProps, FieldViewProps } from './control.ts';

type Row = Readonly<Record<string, unknown>>;
type Props = ControlProps<Extract<Field, { kind: 'rows' }>> & {
  readonly path: string;
  /** The form that the rows stand in: conditions of a row may look there too. */
  readonly scope: Scope;
  readonly errors: ReadonlyMap<string, Text>;
  readonly leaveCell: (path: string) => void;
  /** Draws one cell; handed in, since a cell is a field like any other and fields draw rows. */
  readonly Cell: ComponentType<FieldViewProps>;
};

/** The row without members that were emptied: a missing field is absent, never null. */
export const withMember = (row: Row, name: string, value: unknown): Row => {
  const { [name]: _, ...rest } = row;
  return value === undefined ? rest : { ...rest, [name]: value };
};

export const RowsControl = ({ id, field, value, change, path, scope, errors, leaveCell, Cell }: Props) => {
  const { t } = useLanguage();
  const rows: readonly Row[] = Array.isArray(value) ? (value as Row[]) : [];
  const inRow = (row: Row): Scope => ({ fields: field.columns, values: row, outer: scope });
  const keep = (next: readonly Row[]) => change(next.length === 0 ? undefined : next);
  return (
    <div className="rows">
      {rows.length === 0 && <p className="muted">{t('form.noRows')}</p>}
      {rows.map((row, index) => (
        <section key={index} className="row" aria-label={t('form.row', { n: index + 1 })}>
          <header className="row-head">
            <h4>{t('form.row', { n: index + 1 })}</h4>
            {!field.readOnly && (
              <Button
                type="text"
                size="small"
                icon={<Icon name="trash" size={16} />}
                aria-label={t('form.removeRow', { n: index + 1 })}
                onClick={() => keep(rows.filter((_, other) => other !== index))}
              />
            )}
          </header>
          <div className="row-fields">
            {Object.entries(field.columns)
              .filter(([name]) => isShown(inRow(row), name))
              .map(([name, column]) => (
                <Cell
                  key={name}
                  id={`${id}-${index}-${name}`}
                  path={`${path}[${index}].${name}`}
                  field={column}
                  value={row[name]}
                  required={isRequired(inRow(row), column)}
                  scope={inRow(row)}
                  errors={errors}
                  change={(next) =>
                    keep(rows.map((other, at) => (at === index ? withMember(other, name, next) : other)))
                  }
                  leave={leaveCell}
                />
              ))}
          </div>
        </section>
      ))}
      {!field.readOnly && rows.length < field.max && (
        <Button icon={<Icon name="plus" size={16} />} onClick={() => change([...rows, {}])}>
          {t('form.addRow')}
        </Button>
      )}
    </div>
  );
};

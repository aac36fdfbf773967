import { Button, Input } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import type { Text } from '../../../core/base/text.ts';
import type { ChecklistItem, Field } from '../../../core/forms/form.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon, type IconName } from '../icon.tsx';
import type { ControlProps } from './control.ts';
import { FieldFrame } from './field-frame.tsx';

type Answer = 'pass' | 'fail' | 'notApplicable';
type Answers = Readonly<Record<string, { readonly answer?: Answer; readonly note?: string }>>;

const marks: Record<Answer, IconName> = { pass: 'check', fail: 'cross', notApplicable: 'dash' };
const keys: Readonly<Record<string, Answer>> = { '1': 'pass', '2': 'fail', '3': 'notApplicable' };

interface ItemProps {
  readonly id: string;
  readonly item: ChecklistItem;
  readonly answer: Answers[string] | undefined;
  readonly error: Text | undefined;
  readonly readOnly: boolean;
  readonly noPaste: ((event: { preventDefault: () => void }) => void) | undefined;
  readonly set: (answer: NonNullable<Answers[string]>) => void;
  readonly move: (by: 1 | -1) => void;
  readonly leave: () => void;
}

const ItemRow = ({ id, item, answer, error, readOnly, noPaste, set, move, leave }: ItemProps) => {
  const { t, pick } = useLanguage();
  const possible: Answer[] = item.notApplicableAllowed ? ['pass', 'fail', 'notApplicable'] : ['pass', 'fail'];
  const choose = (next: Answer) => {
    set(answer?.note !== undefined && next === 'fail' ? { ...answer, answer: next } : { answer: next });
    // A fail stays where it is: its reason is typed next.
    if (next !== 'fail') move(1);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = keys[event.key];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) move(step);
    else if (next && possible.includes(next) && !readOnly) choose(next);
    else return;
    event.preventDefault();
  };
  return (
    <li className={error && !answer?.answer ? 'check-item check-lacking' : 'check-item'}>
      <span className="check-label" id={`${id}-label`}>
        {pick(item.label)}
        {item.obligation && <span className="check-clause">{item.obligation}</span>}
      </span>
      <span role="radiogroup" aria-labelledby={`${id}-label`} className="check-answers" onKeyDown={onKey}>
        {possible.map((option, index) => {
          const chosen = answer?.answer === option;
          return (
            // biome-ignore lint/a11y/useSemanticElements: one tab stop, answers by digit, as a checklist is worked through
            <button
              key={option}
              type="button"
              role="radio"
              aria-checked={chosen}
              tabIndex={chosen || (!answer?.answer && index === 0) ? 0 : -1}
              data-check={`${id}-${option}`}
              disabled={readOnly}
              className={chosen ? `check-answer check-${option}` : 'check-answer'}
              onClick={() => choose(option)}
            >
              <Icon name={marks[option]} size={14} />
              {t(`form.${option}`)}
            </button>
          );
        })}
      </span>
      {answer?.answer === 'fail' && (
        <Input.TextArea
          className="check-note"
          id={`${id}-note`}
          aria-label={`${t('form.note')}: ${pick(item.label)}`}
          placeholder={t('form.note')}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={500}
          autoFocus={answer.note === undefined}
          value={answer.note ?? ''}
          readOnly={readOnly}
          onChange={(event) => set({ answer: 'fail', note: event.target.value })}
          onBlur={leave}
          {...(error ? { status: 'error' as const } : {})}
          {...(noPaste ? { onPaste: noPaste, onDrop: noPaste } : {})}
        />
      )}
      {error && <p className={answer?.answer ? 'field-error' : 'visually-hidden'}>{pick(error)}</p>}
    </li>
  );
};

type Props = ControlProps<Extract<Field, { kind: 'checklist' }>> & {
  readonly frame: Omit<Parameters<typeof FieldFrame>[0], 'children'>;
  readonly path: string;
  readonly errors: ReadonlyMap<string, Text>;
};

/** Worked through by keyboard: 1 pass, 2 fail (then why), 3 not applicable; each answer moves to the next item. */
export const ChecklistControl = ({ id, field, value, change, leave, refusePaste, frame, path, errors }: Props) => {
  const { t } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const answers: Answers = typeof value === 'object' && value !== null ? (value as Answers) : {};
  const done = field.items.filter((item) => answers[item.code]?.answer).length;
  const readOnly = field.readOnly ?? false;
  const set = (code: string, answer: NonNullable<Answers[string]>) => change({ ...answers, [code]: answer });
  const moveFrom = (index: number, by: 1 | -1) => {
    const target = field.items[index + by];
    if (!target) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>(`[data-check^="${id}-${target.code}-"]`) ?? [];
    ([...buttons].find((button) => button.getAttribute('aria-checked') === 'true') ?? buttons[0])?.focus();
  };
  const passRest = () =>
    change(
      Object.fromEntries(
        field.items.map((item) => [item.code, answers[item.code]?.answer ? answers[item.code] : { answer: 'pass' }]),
      ),
    );
  const aside = (
    <>
      <span className="check-count">{t('form.checked', { done, total: field.items.length })}</span>
      {done > 0 && done < field.items.length && !readOnly && (
        <Button size="small" type="link" onClick={passRest}>
          {t('form.passAll')}
        </Button>
      )}
    </>
  );
  return (
    <FieldFrame {...frame} aside={aside}>
      <p className="field-help check-keys">{t('form.checklistKeys')}</p>
      <ol className="check-list" ref={list}>
        {field.items.map((item, index) => (
          <ItemRow
            key={item.code}
            id={`${id}-${item.code}`}
            item={item}
            answer={answers[item.code]}
            error={errors.get(`${path}.${item.code}.note`) ?? errors.get(`${path}.${item.code}`)}
            readOnly={readOnly}
            noPaste={refusePaste}
            set={(answer) => set(item.code, answer)}
            move={(by) => moveFrom(index, by)}
            leave={leave}
          />
        ))}
      </ol>
    </FieldFrame>
  );
};

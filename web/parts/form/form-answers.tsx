import './form.css';
import './form-files.css';
import { isShown, type Scope } from '../../../core/forms/conditions.ts';
import type { Field, Form, FormValues } from '../../../core/forms/form.ts';
import { readable } from '../../../core/forms/readable.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../icon.tsx';
import { useFiledFiles } from './filed-files.tsx';

type Answers = Readonly<Record<string, { answer?: 'pass' | 'fail' | 'notApplicable'; note?: string }>>;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const ChecklistAnswer = ({ field, value }: { field: Extract<Field, { kind: 'checklist' }>; value: Answers }) => {
  const { t, pick } = useLanguage();
  return (
    <ul className="answer-checks">
      {field.items.map((item) => {
        const answer = value[item.code];
        return (
          <li key={item.code}>
            <span className={`answer-mark answer-${answer?.answer ?? 'none'}`}>
              {answer?.answer ? t(`form.${answer.answer}`) : t('form.notFilled')}
            </span>
            <span>
              {pick(item.label)}
              {answer?.note && <em>{answer.note}</em>}
            </span>
          </li>
        );
      })}
    </ul>
  );
};

const FilesAnswer = ({ ids }: { ids: readonly string[] }) => {
  const { t } = useLanguage();
  const { find, show } = useFiledFiles();
  const name = (id: string, index: number) => find(id)?.name ?? `${t('case.file')} ${index + 1}`;
  return (
    <ul>
      {ids.map((id, index) => (
        <li key={id}>
          {show && find(id) ? (
            <button type="button" className="plain-button answer-file" onClick={() => show(id)}>
              <Icon name="file" size={14} /> {name(id, index)}
            </button>
          ) : (
            <a className="answer-file" href={`/api/files/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
              <Icon name="file" size={14} /> {name(id, index)}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
};

const Answer = ({ field, value, scope }: { field: Field; value: unknown; scope: Scope }) => {
  const { t, pick } = useLanguage();
  if (isEmpty(value)) return <span className="muted">{t('form.notFilled')}</span>;
  // Masked and withheld values come as plain text whatever the field would hold.
  if (typeof value === 'string' && (field.kind === 'checklist' || field.kind === 'files' || field.kind === 'rows'))
    return value;
  if (field.kind === 'checklist') return <ChecklistAnswer field={field} value={value as Answers} />;
  if (field.kind === 'files') return <FilesAnswer ids={value as string[]} />;
  if (field.kind === 'rows')
    return (
      <ol className="answer-rows">
        {(value as FormValues[]).map((row, index) => (
          <li key={index}>
            <AnswerList scope={{ fields: field.columns, values: row, outer: scope }} />
          </li>
        ))}
      </ol>
    );
  return <span className={field.kind === 'identifier' ? 'number' : ''}>{pick(readable(field, value))}</span>;
};

const AnswerList = ({ scope }: { scope: Scope }) => {
  const { pick } = useLanguage();
  return (
    <dl className="answers">
      {Object.entries(scope.fields)
        .filter(([name]) => isShown(scope, name) || scope.values[name] !== undefined)
        .map(([name, field]) => (
          <div
            key={name}
            className={field.kind === 'checklist' || field.kind === 'rows' ? 'answer answer-wide' : 'answer'}
          >
            <dt>{pick(field.label)}</dt>
            <dd>
              <Answer field={field} value={scope.values[name]} scope={scope} />
            </dd>
          </div>
        ))}
    </dl>
  );
};

/** A filled form as it is read: labels and answers, personal values masked as the server sent them. */
export const FormAnswers = ({ form, values }: { form: Form; values: FormValues }) => (
  <AnswerList scope={{ fields: form.fields, values }} />
);

import './form.css';
import type { Field, Form, FormValues } from '../../../core/forms/form.ts';
import { type Language, useLanguage } from '../../app/language.tsx';
import { Icon } from '../icon.tsx';
import { minuteOf } from '../time-left.ts';
import { isEmpty, isShown } from './check-form.ts';
import { recallUpload } from './uploads.ts';

type Answers = Readonly<Record<string, { answer?: 'pass' | 'fail' | 'notApplicable'; note?: string }>>;

/** A value as a sentence of the form; null where the value needs more than a line. */
const plainAnswer = (field: Field, value: unknown, { t, pick }: Language): string | null => {
  const labelOf = (code: unknown, options: readonly { code: string; label: { zh: string; en: string } }[]): string => {
    const option = options.find((known) => known.code === code);
    return option ? pick(option.label) : String(code);
  };
  switch (field.kind) {
    case 'yesNo':
      return t(value === true ? 'common.yes' : 'common.no');
    case 'choice':
      return labelOf(value, field.options);
    case 'choices':
      return Array.isArray(value) ? value.map((code) => labelOf(code, field.options)).join('、') : String(value);
    case 'money':
      return `¥ ${String(value)}`;
    case 'number':
      return field.unit ? `${String(value)} ${pick(field.unit)}` : String(value);
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? minuteOf(value) : String(value);
    case 'checklist':
    case 'files':
    case 'rows':
      return null;
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
};

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
  return (
    <ul>
      {ids.map((id, index) => (
        <li key={id}>
          <a href={`/api/files/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
            <Icon name="file" size={14} /> {recallUpload(id)?.name ?? `${t('case.file')} ${index + 1}`}
          </a>
        </li>
      ))}
    </ul>
  );
};

const Answer = ({ field, value }: { field: Field; value: unknown }) => {
  const language = useLanguage();
  if (isEmpty(value)) return <span className="muted">{language.t('form.notFilled')}</span>;
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
            <AnswerList fields={field.columns} values={row} />
          </li>
        ))}
      </ol>
    );
  return <span className={field.kind === 'identifier' ? 'number' : ''}>{plainAnswer(field, value, language)}</span>;
};

const AnswerList = ({ fields, values }: { fields: Form['fields']; values: FormValues }) => {
  const { pick } = useLanguage();
  return (
    <dl className="answers">
      {Object.entries(fields)
        .filter(([name, field]) => isShown(field, values) || values[name] !== undefined)
        .map(([name, field]) => (
          <div
            key={name}
            className={field.kind === 'checklist' || field.kind === 'rows' ? 'answer answer-wide' : 'answer'}
          >
            <dt>{pick(field.label)}</dt>
            <dd>
              <Answer field={field} value={values[name]} />
            </dd>
          </div>
        ))}
    </dl>
  );
};

/** A filled form as it is read: labels and answers, personal values masked as the server sent them. */
export const FormAnswers = ({ form, values }: { form: Form; values: FormValues }) => (
  <AnswerList fields={form.fields} values={values} />
);

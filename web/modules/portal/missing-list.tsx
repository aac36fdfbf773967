import { isShown } from '../../../core/forms/conditions.ts';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import { useLanguage } from '../../app/language.tsx';
import type { FormErrors } from '../../parts/form/check-form.ts';
import { Icon } from '../../parts/icon.tsx';

interface Props {
  readonly form: Form;
  readonly values: FormValues;
  readonly wrong: FormErrors;
  readonly go: (name: string) => void;
}

/** Every field that counts, filled or missing, from the very check that decides about handing in: it can't be wrong. */
export const MissingList = ({ form, values, wrong, go }: Props) => {
  const { t, pick } = useLanguage();
  const wrongNames = new Set([...wrong.keys()].map((path) => path.split(/[.[]/)[0] ?? path));
  const scope = { fields: form.fields, values };
  const lines = Object.entries(form.fields).filter(
    ([name, field]) =>
      isShown(scope, name) && (wrongNames.has(name) || values[name] !== undefined || field.required === true),
  );
  return (
    <>
      <h2 className="missing-head" aria-live="polite">
        {wrongNames.size > 0 ? t('portal.missing', { n: wrongNames.size }) : t('portal.complete')}
      </h2>
      <ul className="missing">
        {lines.map(([name, field]) => {
          const lacking = wrongNames.has(name);
          return (
            <li key={name}>
              <button
                type="button"
                className={lacking ? 'plain-button missing-line missing-lacking' : 'plain-button missing-line'}
                onClick={() => go(name)}
              >
                {lacking ? <span className="missing-ring" /> : <Icon name="check" size={16} />}
                <span>{pick(field.label)}</span>
                <span className="visually-hidden">{t(lacking ? 'portal.lacking' : 'portal.filled')}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
};

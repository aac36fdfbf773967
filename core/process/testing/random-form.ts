import { formatInstant, type Instant } from '../../base/time.ts';
import { exampleValues } from '../../forms/examples.ts';
import type { Field, Form, FormValues } from '../../forms/form.ts';
import type { Chance } from './chance.ts';

/** Values by chance: choices vary, lists have one to three rows, days lie around now. Enough for the engine, which reads few. */
export const randomValues = (form: Form | undefined, chance: Chance, now: Instant): FormValues => {
  if (form === undefined) return {};
  const example = exampleValues(form);
  return Object.fromEntries(
    Object.entries(form.fields).map(([name, field]) => [name, chosenValue(field, example[name], chance, now)]),
  );
};

const chosenValue = (field: Field, example: unknown, chance: Chance, now: Instant): unknown => {
  const at = formatInstant((now + chance.below(5) * 86_400_000) as Instant);
  switch (field.kind) {
    case 'choice':
      return chance.pick(field.options).code;
    case 'choices':
      return field.options.filter((_, i) => i === 0 || chance.below(4) === 0).map((option) => option.code);
    case 'yesNo':
      return chance.below(2) === 0;
    case 'instant':
      return at;
    case 'date':
      return at.slice(0, 10);
    case 'rows':
      return Array.from({ length: 1 + chance.below(3) }, () =>
        Object.fromEntries(
          Object.entries(field.columns).map(([key, column]) => [
            key,
            chosenValue(column, (example as readonly FormValues[] | undefined)?.[0]?.[key], chance, now),
          ]),
        ),
      );
    default:
      return example;
  }
};

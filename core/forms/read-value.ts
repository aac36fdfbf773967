import type { Text } from '../base/text.ts';
import { dateOf, formatInstant, type Instant, parseInstant, parseLocalDate } from '../base/time.ts';
import { checkIdentifier } from '../identifiers/check-identifier.ts';
import { bad, fine, type Read, readText } from './clean-text.ts';
import type { FieldKind, FieldOf, Option } from './form.ts';
import { cents, readMoney } from './money.ts';
import { type Complaint, complaint, wrongShape } from './problem.ts';

/** Kinds whose value is one thing; a checklist and rows have places inside and are read in validate.ts. */
export type SimpleKind = Exclude<FieldKind, 'checklist' | 'rows'>;

const FILE_ID = /^[A-Za-z0-9_-]{1,100}$/;

const readNumber = (field: FieldOf<'number'>, raw: unknown): Read<number> => {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return bad(wrongShape('数字', 'a number'));
  if (Math.abs(raw) >= 1e15)
    return bad(complaint('form.range', '数字过大，请核对。', 'The number is too large; please check.'));
  if (Number(raw.toFixed(field.decimals)) !== raw)
    return bad(
      field.decimals === 0
        ? complaint('form.decimals', '请填写整数。', 'Enter a whole number.')
        : complaint(
            'form.decimals',
            `最多 ${field.decimals} 位小数，请核对。`,
            `At most ${field.decimals} decimals; please check.`,
          ),
    );
  const outside = outOfRange(raw, field.min, field.max, field.unit);
  return outside ? bad(outside) : fine(raw === 0 ? 0 : raw);
};

const outOfRange = (value: number, min?: number, max?: number, unit?: Text): Complaint | null => {
  const zh = unit?.zh ?? '';
  const en = unit ? ` ${unit.en}` : '';
  if (min !== undefined && value < min)
    return complaint('form.range', `不能小于 ${min}${zh}，请核对。`, `It cannot be below ${min}${en}; please check.`);
  if (max !== undefined && value > max)
    return complaint('form.range', `不能大于 ${max}${zh}，请核对。`, `It cannot be above ${max}${en}; please check.`);
  return null;
};

const readAmount = (field: FieldOf<'money'>, raw: unknown): Read<string> => {
  const amount = typeof raw === 'string' ? readMoney(raw) : null;
  if (amount === null)
    return bad(
      complaint(
        'form.money',
        '请填写金额，最多两位小数，例如 198.00。',
        'Enter an amount with at most two decimals, like 198.00.',
      ),
    );
  const min = field.min ?? '0.00';
  if (cents(amount) < cents(min))
    return bad(
      complaint(
        'form.range',
        `金额不能小于 ${min} 元，请核对。`,
        `The amount cannot be below ${min} yuan; please check.`,
      ),
    );
  if (field.max !== undefined && cents(amount) > cents(field.max))
    return bad(
      complaint(
        'form.range',
        `金额不能大于 ${field.max} 元，请核对。`,
        `The amount cannot be above ${field.max} yuan; please check.`,
      ),
    );
  return fine(amount);
};

/** Catches slips such as 0225 or 20250. */
const plausible = (iso: string): boolean => /^(?:19|2\d)\d{2}-/.test(iso);

const readDate = (raw: unknown): Read<string> => {
  const date = typeof raw === 'string' ? parseLocalDate(raw.normalize('NFKC').trim().replace(/[/.]/g, '-')) : null;
  return date === null || !plausible(date)
    ? bad(complaint('form.date', '请填写真实日期，格式为 2025-05-20。', 'Enter a real date like 2025-05-20.'))
    : fine(date);
};

const readMoment = (raw: unknown): Read<string> => {
  const typed = typeof raw === 'string' ? raw.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T') : '';
  const at = typed.includes('T') ? parseInstant(typed) : null;
  return at === null || !plausible(formatInstant(at))
    ? bad(
        complaint(
          'form.instant',
          '请填写日期和时间，格式为 2025-05-20 14:30。',
          'Enter a date and a time like 2025-05-20 14:30.',
        ),
      )
    : fine(formatInstant(at));
};

const readYesNo = (raw: unknown): Read<boolean> =>
  typeof raw === 'boolean' ? fine(raw) : bad(complaint('form.yesNo', '请选择“是”或“否”。', 'Choose yes or no.'));

const isOption = (options: readonly Option[], raw: unknown): raw is string => options.some((o) => o.code === raw);

const readChoice = (field: FieldOf<'choice'>, raw: unknown): Read<string> =>
  isOption(field.options, raw)
    ? fine(raw)
    : bad(complaint('form.choice', '请从列表中选择一项。', 'Choose one from the list.'));

const readChoices = (field: FieldOf<'choices'>, raw: unknown): Read<readonly string[]> => {
  if (!Array.isArray(raw) || raw.length > field.options.length || !raw.every((c) => isOption(field.options, c)))
    return bad(complaint('form.choice', '请从列表中选择。', 'Choose from the list.'));
  const chosen = field.options.map((o) => o.code).filter((c) => raw.includes(c));
  const count = counted(chosen.length, field.min, field.max, { zh: '项', en: 'options' });
  return count ? bad(count) : fine(chosen);
};

/** How many of something there may be; shared by choices, files and rows. */
export const counted = (n: number, min: number | undefined, max: number | undefined, what: Text): Complaint | null => {
  if (min !== undefined && n < min)
    return complaint(
      'form.tooFew',
      `至少需要 ${min} ${what.zh}，当前为 ${n}。`,
      `At least ${min} ${what.en} are needed; there are ${n}.`,
    );
  if (max !== undefined && n > max)
    return complaint(
      'form.tooMany',
      `最多 ${max} ${what.zh}，当前为 ${n}。`,
      `At most ${max} ${what.en} are allowed; there are ${n}.`,
    );
  return null;
};

const readFiles = (field: FieldOf<'files'>, raw: unknown): Read<readonly string[]> => {
  if (!Array.isArray(raw)) return bad(wrongShape('已上传的文件', 'uploaded files'));
  const count = counted(raw.length, field.min, field.max, { zh: '个文件', en: 'files' });
  if (count) return bad(count);
  if (!raw.every((id) => typeof id === 'string' && FILE_ID.test(id)))
    return bad(complaint('form.file', '有文件未上传成功，请重新上传。', 'A file was not uploaded; upload it again.'));
  if (new Set(raw).size !== raw.length)
    return bad(
      complaint(
        'form.duplicate',
        '同一文件重复添加，请删除多余的一份。',
        'The same file stands here twice; remove one.',
      ),
    );
  return fine(raw);
};

const readPattern = (field: FieldOf<'text'>, raw: unknown): Read<string> => {
  const read = readText(raw, { ...field, lines: 'one' });
  if (!read.ok || field.pattern === undefined || read.value === '') return read;
  if (new RegExp(`^(?:${field.pattern})$`, 'u').test(read.value)) return read;
  const like = field.example === undefined ? null : field.example;
  return bad(
    complaint(
      'form.pattern',
      `格式不符。${field.help?.zh ?? '请核对'}${like === null ? '' : `（例如 ${like}）`}`,
      `The form does not fit. ${field.help?.en ?? 'Please check'}${like === null ? '' : ` (like ${like})`}`,
    ),
  );
};

/** The kept value of one simple field, or what is wrong with it. An empty text means that nothing was filled in. */
export const readValue = (field: FieldOf<SimpleKind>, raw: unknown, now: Instant): Read<unknown> => {
  switch (field.kind) {
    case 'text':
      return readPattern(field, raw);
    case 'longText':
      return readText(raw, { ...field, lines: 'many' });
    case 'identifier': {
      if (typeof raw !== 'string') return bad(wrongShape('文字', 'text'));
      const checked = checkIdentifier(field.identifier, raw, dateOf(now));
      return checked.ok
        ? fine(checked.value.value)
        : bad({ code: checked.refusal.code, message: checked.refusal.message });
    }
    case 'number':
      return readNumber(field, raw);
    case 'money':
      return readAmount(field, raw);
    case 'date':
      return readDate(raw);
    case 'instant':
      return readMoment(raw);
    case 'yesNo':
      return readYesNo(raw);
    case 'choice':
      return readChoice(field, raw);
    case 'choices':
      return readChoices(field, raw);
    case 'files':
      return readFiles(field, raw);
  }
};

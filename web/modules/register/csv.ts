import type { RegisterRow } from '../../../core/contract/requests.ts';

/** A cell never begins a formula in a spreadsheet, whatever it holds. */
const cell = (value: string): string => `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

/** The register as CSV with a byte-order mark, which is what makes Excel read it as UTF-8. */
export const registerCsv = (heads: readonly string[], rows: readonly RegisterRow[]): string => {
  const lines = rows.map((row) => [
    row.id,
    row.source,
    row.obligation,
    row.limit,
    row.carriedBy.map((construct) => `${construct.kind} ${construct.name}`).join('; '),
    row.tests.join('; '),
  ]);
  return `\uFEFF${[heads, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
};

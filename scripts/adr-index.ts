import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'docs', 'adr');

const titleOf = (file: string): string => {
  const title = /^# (\d{4}.*)$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1];
  if (title?.startsWith(file.slice(0, 4)) !== true)
    throw new Error(`${file} must begin with "# ${file.slice(0, 4)} …"`);
  return title;
};

/** Text of docs/adr/README.md: every decision by its number. */
export const adrIndexPage = (): string => {
  const files = readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name));
  const lines = files.sort().map((file) => `- [${titleOf(file)}](${file})`);
  return `# Decisions 决定记录

Hard choices, each with its context and what it costs. Made from the files of this folder by \`npm run generate\`.

Where you find something better, write the next one and change it everywhere: \`NNNN-title.md\`, at most 40 lines, with the sections
Context, Choice, What it costs.

${lines.join('\n')}
`;
};

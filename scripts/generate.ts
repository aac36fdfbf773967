import { mkdirSync, writeFileSync } from 'node:fs';
import { obligations } from '../core/manual/obligations.ts';
import { configurationPage } from '../server/platform/config/reference-page.ts';
import { adrIndexPage } from './adr-index.ts';
import { dependenciesPage } from './dependencies-page.ts';
import { glossaryPage } from './glossary-page.ts';
import { httpPage } from './http-page.ts';
import { conflictsPage, parametersPage } from './manual-pages.ts';
import { obligationIdSource } from './manual-sources.ts';
import { processPages } from './process-pages.ts';

/** Files that are made from data of the product. generate.spec.ts fails when one of them is stale. */
export const generatedFiles: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/reference/configuration.md': configurationPage,
  'core/manual/obligation-id.ts': () => obligationIdSource(obligations.map((row) => row.id)),
  'docs/adr/README.md': adrIndexPage,
  'docs/glossary.md': glossaryPage,
  'docs/reference/conflicts.md': conflictsPage,
  'docs/reference/dependencies.md': dependenciesPage,
  'docs/reference/http.md': httpPage,
  'docs/reference/parameters.md': parametersPage,
  ...processPages,
};

if (process.argv[1] === import.meta.filename) {
  for (const [path, make] of Object.entries(generatedFiles)) {
    const file = new URL(`../${path}`, import.meta.url);
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, await make());
  }
}

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadViolations } from './architecture/dead.ts';
import { fileViolations } from './architecture/files.ts';
import { importViolations } from './architecture/imports.ts';
import { describe as inWords, type Violation } from './architecture/violation.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

describe('the house', () => {
  test('imports go down the floors, through the doors and never in a circle', () => {
    expect(importViolations(root).map(inWords)).toEqual([]);
  });

  test('files are named, sized and exported as agreed, and nothing is left behind', () => {
    expect(fileViolations(root).map(inWords)).toEqual([]);
  });

  test('nothing is dead', () => {
    expect(deadViolations(root).map(inWords)).toEqual([]);
  });
});

const uses = (path: string): string => `import * as other from '${path}';\nexport const planted = other;\n`;
const nothing = 'export const planted = 1;\n';

/** Each violation is planted in a copy of this very tree: file, what it holds, and the rule that must name it. */
const PLANTED: readonly (readonly [string, string, string])[] = [
  ['core/base/planted-floor.ts', uses('../manual/chapter.ts'), 'floor-base'],
  ['core/identifiers/planted-floor.ts', uses('../manual/chapter.ts'), 'floor-1'],
  ['core/manual/planted-floor.ts', uses('../forms/form.ts'), 'floor-1'],
  ['core/forms/planted-floor.ts', uses('../process/state.ts'), 'floor-forms'],
  ['core/contract/planted-floor.ts', uses('../process/state.ts'), 'floor-3'],
  ['core/process/planted-floor.ts', uses('../modules/planted/public.ts'), 'floor-process'],
  ['core/planted/floor.ts', uses('../base/text.ts'), 'floorless'],
  ['core/modules/planted/floor.ts', uses('../../../server/case/planted-target.ts'), 'floor-core'],
  ['server/platform/planted/floor.ts', uses('../../case/planted-target.ts'), 'floor-platform'],
  ['server/case/planted-floor.ts', uses('../modules/planted/public.ts'), 'floor-case'],
  ['server/modules/planted/floor.ts', uses('../../http/planted-target.ts'), 'floor-server-modules'],
  ['server/http/planted-floor.ts', uses('../../cli/planted-target.ts'), 'floor-server'],
  ['web/planted-floor.tsx', uses('../server/case/planted-target.ts'), 'web-speaks-http'],
  ['web/planted-texts.ts', uses('../core/manual/conflicts.ts'), 'web-takes-no-texts'],
  ['cli/planted-floor.ts', uses('../server/case/planted-target.ts'), 'cli-speaks-http'],
  ['cli/admin/planted-floor.ts', uses('../../web/planted-target.ts'), 'cli-admin'],
  ['market/planted-floor.ts', uses('../server/case/planted-target.ts'), 'market-speaks-http'],
  ['core/modules/planted/window.ts', uses('../planted-other/inside.ts'), 'public-door-of-a-module'],
  ['server/http/planted-window.ts', uses('../modules/planted/inside.ts'), 'public-door'],
  ['core/process/planted-test.ts', uses('./testing/planted-target.ts'), 'tests-stay-tests'],
  ['server/planted-switch.ts', uses('../core/manual/switched-off.ts'), 'switch-of-the-proof'],
  ['server/planted-script.ts', uses('../scripts/tree-hash.ts'), 'scripts-are-not-imported'],
  ['core/base/planted-node.ts', "export { readFileSync } from 'node:fs';\nexport const planted = 1;\n", 'core-is-pure'],
  [
    'core/base/planted-package.ts',
    "import * as other from 'pino';\nexport const planted = other;\n",
    'core-needs-zod-alone',
  ],
  ['core/base/planted-lost.ts', uses('./planted-nowhere.ts'), 'unresolved'],
  [
    'core/base/planted-circle-a.ts',
    "import type { B } from './planted-circle-b.ts';\nexport type A = B | 1;\n",
    'circle',
  ],
  ['core/modules/planted-round/public.ts', uses('../planted-way/public.ts'), 'circle-of-folders'],
  ['core/modules/planted-way/inside.ts', uses('../planted-round/public.ts'), 'circle-of-folders'],
  ['core/base/plantedCamel.ts', nothing, 'kebab-case'],
  ['core/base/planted-utils.ts', nothing, 'vague-name'],
  ['core/contract/helpers/planted.ts', nothing, 'vague-name'],
  ['core/base/planted-default.ts', 'const planted = 1;\nexport default planted;\n', 'default-export'],
  ['core/base/planted-barrel.ts', "export { text } from './text.ts';\n", 'barrel'],
  ['core/base/planted-all.ts', "export * from './text.ts';\nexport const planted = 1;\n", 'barrel'],
  ['core/base/planted-long.ts', '// a line\n'.repeat(301), 'too-long'],
  ['core/base/planted-later.ts', `// TO${'DO'}: later\n${nothing}`, 'left-behind'],
  ['core/base/planted-any.ts', `export const planted = (1 as an${'y'}) as string;\n`, 'left-behind'],
  [
    'core/base/planted.spec.ts',
    `import { test } from 'vitest';\ntest.sk${'ip'}('planted', () => {});\n`,
    'left-behind',
  ],
  ['core/base/planted-dead.ts', nothing, 'dead-files'],
  [
    'scripts/architecture/planted-part.ts',
    'export const planted = () => 1;\nexport const unused = 2;\n',
    'dead-exports',
  ],
  ['scripts/planted-unlisted.ts', "import 'left-pad';\n", 'dead-unlisted'],
];

/** What the planted files lean on. */
const GROUND: Readonly<Record<string, string>> = {
  'core/base/planted-circle-b.ts':
    "import type { A } from './planted-circle-a.ts';\nexport type B = { readonly a: A };\n",
  'scripts/planted-user.ts': "import { planted } from './architecture/planted-part.ts';\nplanted();\n",
  'core/modules/planted/public.ts': nothing,
  'core/modules/planted-other/inside.ts': nothing,
  'core/modules/planted-way/public.ts': uses('./inside.ts'),
  'core/process/testing/planted-target.ts': nothing,
  'server/case/planted-target.ts': nothing,
  'server/http/planted-target.ts': nothing,
  'server/modules/planted/public.ts': nothing,
  'server/modules/planted/inside.ts': nothing,
  'cli/planted-target.ts': nothing,
  'web/planted-target.ts': nothing,
};

describe('each kind of violation is seen when it is planted', () => {
  const copy = mkdtempSync(join(tmpdir(), 'plumbline-house-'));
  let seen: ReadonlySet<string>;

  const plant = (file: string, text: string): void => {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  };
  const copyTree = (): void => {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const files = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0');
    for (const file of files.filter((one) => one !== '')) {
      cpSync(join(root, file), join(copy, file), { errorOnExist: false, force: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync('git', ['init', '--quiet'], { cwd: copy });
  };
  const keyOf = ({ rule, file }: Violation): string => `${rule} ${file}`;

  beforeAll(() => {
    copyTree();
    for (const [file, text] of Object.entries(GROUND)) plant(file, text);
    for (const [file, text] of PLANTED) plant(file, text);
    seen = new Set([...importViolations(copy), ...fileViolations(copy), ...deadViolations(copy)].map(keyOf));
  }, 60_000);

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test.each(PLANTED)('%s', (file, _text, rule) => {
    expect(seen).toContain(`${rule} ${rule === 'circle-of-folders' ? dirname(file) : file}`);
  });

  test('Node and the browser do not exist for the compiler of core', () => {
    plant('core/impure/process.ts', 'export const impure = process.env;\n');
    plant('core/impure/document.ts', 'export const impure = document.title;\n');
    const exclude = ['**/*.spec.ts', '**/*.spec-d.ts', '**/planted*', '**/planted*/**'];
    plant(
      'core/impure.json',
      JSON.stringify({ extends: './tsconfig.json', include: ['**/*.ts', '**/*.json'], exclude }),
    );
    const args = ['-p', 'core/impure.json', '--noEmit', '--composite', 'false', '--emitDeclarationOnly', 'false'];
    const { stdout } = spawnSync(join(copy, 'node_modules/.bin/tsc'), args, { cwd: copy, encoding: 'utf8' });
    expect(stdout).toMatch(/impure\/process\.ts.*Cannot find name 'process'/);
    expect(stdout).toMatch(/impure\/document\.ts.*Cannot find name 'document'/);
  });
});

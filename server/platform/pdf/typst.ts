import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Defect } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { coverageOf, printable } from './printable.ts';

const require = createRequire(import.meta.url);

const fonts = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'];

interface Press {
  readonly compiler: NodeCompiler;
  readonly covers: (codePoint: number) => boolean;
}

let press: Press | undefined;

const makePress = (): Press => {
  const fontBlobs = fonts.map((font) => readFileSync(require.resolve(`@expo-google-fonts/noto-serif-sc/${font}`)));
  const coverages = fontBlobs.map(coverageOf);
  return {
    compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs }] }),
    covers: (codePoint) => coverages.every((covers) => covers(codePoint)),
  };
};

/** Made at first use (fonts of 30 MB are read once) and kept: a warm page takes some 20 ms. */
const warm = (): Press => {
  press ??= makePress();
  return press;
};

const templates = new Map<string, string>();

const templateText = (name: string): string => {
  const known = templates.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`./${name}.typ`, import.meta.url), 'utf8');
  templates.set(name, text);
  return text;
};

/**
 * Lays a template out as PDF/A-2b. `inputs` reach the template as strings (so nothing in them is ever read as markup);
 * the same inputs and instant give the same bytes.
 */
export const renderPdf = (template: string, inputs: Readonly<Record<string, string>>, at: Instant): Buffer => {
  const { compiler: engine, covers } = warm();
  const printed = Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, printable(text, covers)]));
  const compiled = engine.compile({ mainFileContent: templateText(template), inputs: printed });
  const document = compiled.result;
  if (!document) {
    throw new Defect(
      `template ${template}: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no diagnostics')}`,
    );
  }
  const pdf = engine.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: Math.floor(at / 1000) });
  engine.evictCache(30);
  return pdf;
};

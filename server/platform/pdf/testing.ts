import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** All text of a PDF, read back with a reader that knows nothing of how it was made; blanks left out. */
export const pdfText = async (bytes: Uint8Array): Promise<string> => {
  const painting = globalThis as { DOMMatrix?: unknown; ImageData?: unknown; Path2D?: unknown };
  painting.DOMMatrix ??= class {};
  painting.ImageData ??= class {};
  painting.Path2D ??= class {};
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${join(folder, 'cmaps')}/`,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    useSystemFonts: false,
    verbosity: 0,
  });
  const document = await task.promise;
  const pages: string[] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const { items } = await (await document.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await task.destroy();
  return pages.join('').replace(/\s/g, '');
};

import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import type { Plugin } from 'vite';

/** What pdf.js fetches while drawing: Chinese character maps, the 14 standard fonts, the decoder of scanned pages. */
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm'];

/** The console runs no WebAssembly (see parts/viewer/pdf.ts). */
const served = (name: string): boolean => !name.endsWith('.wasm');

/** Serves those folders at /pdfjs/… while developing and copies them beside the build: no page ever asks a foreign host. */
export const pdfAssets = (): Plugin => {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'plumbline-pdf-assets',
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const path = normalize(decodeURIComponent((request.url ?? '').split('?')[0] ?? ''));
        if (!FOLDERS.some((folder) => path.startsWith(`/${folder}/`))) return next();
        createReadStream(join(root, path)).on('error', next).pipe(response);
      });
    },
    async generateBundle() {
      for (const folder of FOLDERS)
        for (const name of (await readdir(join(root, folder))).filter(served))
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: await readFile(join(root, folder, name)),
          });
    },
  };
};

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pdfAssets } from './pdf-assets.ts';

const upstream = process.env.PLUMBLINE_SERVER ?? 'http://localhost:3000';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * `vite build --config web/vite.config.ts` writes web/dist, which the server hands out. `vite --config …` serves the
 * screens while they are being written and passes /api on to a running server, by default the demo's.
 */
// biome-ignore lint/style/noDefaultExport: vite reads its configuration from the default export
export default defineConfig({
  root: here('.'),
  plugins: [react(), pdfAssets()],
  // The server takes writes from its own pages only, so the proxy speaks in its name.
  server: { proxy: { '/api': { target: upstream, changeOrigin: true, headers: { origin: upstream } } } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
});

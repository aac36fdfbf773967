import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { devServer } from './dev/server.ts';
import { pdfAssets } from './pdf-assets.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * `vite build --config web/vite.config.ts` writes web/dist, which the server hands out. `vite --config …` serves the
 * screens with invented data; with PLUMBLINE_SERVER set it passes /api on to a real server instead.
 */
// biome-ignore lint/style/noDefaultExport: vite reads its configuration from the default export
export default defineConfig(({ command }) => {
  const upstream = process.env.PLUMBLINE_SERVER;
  return {
    root: here('.'),
    plugins: [react(), pdfAssets(), ...(command === 'serve' && !upstream ? [devServer()] : [])],
    ...(upstream ? { server: { proxy: { '/api': upstream } } } : {}),
    build: {
      outDir: here('dist'),
      emptyOutDir: true,
      manifest: true,
      target: 'es2022',
      chunkSizeWarningLimit: 900,
    },
  };
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { VitestEvidence } from './scripts/vitest-evidence.ts';

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: [
      'core/**/*.spec.ts',
      'server/**/*.spec.ts',
      'cli/**/*.spec.ts',
      'web/**/*.spec.ts',
      'scripts/**/*.spec.ts',
    ],
    setupFiles: ['scripts/prove-setup.ts'],
    reporters: ['default', new VitestEvidence(fileURLToPath(new URL('.', import.meta.url)))],
    globalSetup: ['server/platform/postgres/vitest-setup.ts'],
    testTimeout: 30_000,
    // A database of its own for each file takes its time when the machine is busy.
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});

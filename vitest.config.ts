import { defineConfig } from 'vitest/config';

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
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { VitestEvidence } from './scripts/vitest-evidence.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    setupFiles: ['scripts/prove-setup.ts'],
    reporters: ['default', new VitestEvidence(root, 'browser', 'vitest.e2e.config.ts')],
    globalSetup: ['scripts/e2e-setup.ts', 'server/platform/postgres/vitest-setup.ts'],
    testTimeout: 120_000,
    // What a page shows comes when it comes: on a busy machine a reload takes seconds.
    expect: { poll: { timeout: 20_000, interval: 100 } },
    hookTimeout: 120_000,
    // Two cores carry a browser, a server and a database already.
    maxWorkers: 1,
    fileParallelism: false,
  },
});

import { keepTestServer } from './test-server.ts';

/** vitest runs `setup` before and what it returns after all tests of a run. */
export const setup = keepTestServer;

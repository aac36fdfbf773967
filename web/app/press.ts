import { useRef } from 'react';
import { UnreachableError } from './api.ts';

/**
 * One press of a button = one Idempotency-Key. While the outcome of a press is unknown (no answer came), pressing again
 * with the same contents reuses its key; any answer, yes or no, ends the press.
 */
export const createPresses = (newKey: () => string = () => crypto.randomUUID()) => {
  let open: { key: string; contents: string } | null = null;
  return {
    keyFor(contents: unknown): string {
      const spelt = JSON.stringify(contents);
      if (open === null || open.contents !== spelt) open = { key: newKey(), contents: spelt };
      return open.key;
    },
    settle(error: unknown): void {
      if (!(error instanceof UnreachableError)) open = null;
    },
  };
};

export const usePresses = (): ReturnType<typeof createPresses> => {
  const presses = useRef<ReturnType<typeof createPresses>>(null);
  presses.current ??= createPresses();
  return presses.current;
};

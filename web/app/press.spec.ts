import { describe, expect, it } from 'vitest';
import { UnreachableError } from './api.ts';
import { createPresses } from './press.ts';

const numbered = () => {
  let n = 0;
  return createPresses(() => `key-${++n}`);
};

describe('a press of a button', () => {
  it('keeps its key while no answer came and the contents are the same', () => {
    const presses = numbered();
    expect(presses.keyFor({ a: 1 })).toBe('key-1');
    presses.settle(new UnreachableError());
    expect(presses.keyFor({ a: 1 })).toBe('key-1');
  });
  it('gets a new key after any answer', () => {
    const presses = numbered();
    presses.keyFor({ a: 1 });
    presses.settle(null);
    expect(presses.keyFor({ a: 1 })).toBe('key-2');
  });
  it('gets a new key when the contents changed', () => {
    const presses = numbered();
    presses.keyFor({ a: 1 });
    presses.settle(new UnreachableError());
    expect(presses.keyFor({ a: 2 })).toBe('key-2');
  });
});

import { afterEach, expect, test } from 'vitest';
import { carriers, carries } from './carriers.ts';
import { switchOff } from './switched-off.ts';

afterEach(() => switchOff(''));

test('a construct is handed back as it is and is known by its name', () => {
  const rule = { check: () => false };
  expect(carries({ kind: 'rule', name: 'a', obligations: ['P05-3.1-02'] }, rule, () => ({ check: () => true }))).toBe(
    rule,
  );
  expect(carriers().map((carrier) => carrier.name)).toContain('a');
});

test('only the construct that is switched off is replaced', () => {
  switchOff('b');
  const yes = () => true;
  const no = () => false;
  expect(carries({ kind: 'rule', name: 'b', obligations: ['P05-3.1-02'] }, no, () => yes)).toBe(yes);
  expect(carries({ kind: 'rule', name: 'c', obligations: ['P05-3.1-02'] }, no, () => yes)).toBe(no);
});

test('two constructs of one name, or one that carries nothing, are defects', () => {
  const again = () => carries({ kind: 'rule', name: 'd', obligations: ['P05-3.1-02'] }, 1, () => 2);
  again();
  expect(again).toThrow('two constructs are named d');
  expect(() => carries({ kind: 'rule', name: 'e', obligations: [] }, 1, () => 2)).toThrow('carries no obligation');
});

import { existsSync } from 'node:fs';
import { type Carrier, carriers } from '../core/manual/carriers.ts';

/** Loading these registers every construct of the product that carries an obligation. */
const ROOTS = ['../core/modules/registry.ts', '../server/registry.ts'];

export const loadCarriers = async (): Promise<readonly Carrier[]> => {
  for (const root of ROOTS.map((path) => new URL(path, import.meta.url))) {
    if (existsSync(root)) await import(root.href);
  }
  return carriers();
};

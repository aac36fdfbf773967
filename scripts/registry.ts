import { type Carrier, carriers } from '../core/manual/carriers.ts';

/** Loads what the product loads, and with it registers every construct that carries an obligation. */
export const loadCarriers = async (): Promise<readonly Carrier[]> => {
  await import('../core/modules/registry.ts');
  await import('../server/registry.ts');
  return carriers();
};

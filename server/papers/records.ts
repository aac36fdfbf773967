import type { EffectHandler } from '../case/kernel.ts';
import type { PaperDeps } from './issue.ts';
export const recordHandler =
  (_deps: PaperDeps): EffectHandler =>
  async () => {};

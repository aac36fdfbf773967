import { Defect } from '../../core/base/result.ts';
import type { EffectHandler } from '../case/kernel.ts';

/** Carries out `change` effects by name. */
export const changeHandler =
  (changes: Readonly<Record<string, EffectHandler>>): EffectHandler =>
  async (scene) => {
    const effect = scene.case.process.effects[scene.event.effect];
    const change = effect?.kind === 'change' ? changes[effect.change] : undefined;
    if (!change) throw new Defect(`nobody carries out the change of ${scene.event.effect}`);
    await change(scene);
  };

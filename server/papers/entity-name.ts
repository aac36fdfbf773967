import type { EffectScene } from '../case/kernel.ts';

/** The legal entity whose case it is, as papers name it. */
export const entityOf = async (scene: EffectScene): Promise<string> => {
  const [row] = await scene.tx.prepared<{ name: string }>(
    'entity-name',
    'select name from legal_entities where id = $1',
    [scene.case.entityId],
  );
  return row?.name ?? '';
};

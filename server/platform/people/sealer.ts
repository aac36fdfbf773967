import { Defect } from '../../../core/base/result.ts';
import { decrypt, encrypt, keyIdOf, type Place } from '../keys/envelope.ts';
import type { KeyRing } from '../keys/key-ring.ts';

/** Keeps a person's secret under that person's own key, so that it goes with the key when the person is forgotten. */
export interface Sealer {
  readonly seal: (entityId: string, personId: string, clear: Uint8Array, place: Place) => Promise<Buffer>;
  readonly open: (sealed: Uint8Array, place: Place) => Promise<Buffer>;
}

export const sealerOf = (ring: KeyRing): Sealer => ({
  seal: async (entityId, personId, clear, place) => {
    const key = (await ring.forSubjects(entityId, [personId])).get(personId);
    if (key === undefined) throw new Defect('the key of a person was not made');
    return encrypt(key, clear, place);
  },
  open: async (sealed, place) => {
    const id = keyIdOf(sealed);
    const key = (await ring.byId([id])).get(id);
    if (key === undefined) throw new Defect(`the key of ${place[0]}.${place[1]} has been destroyed`);
    return decrypt(key, sealed, place);
  },
});

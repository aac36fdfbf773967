/** Chance that can be had again: the same seed gives the same walk. */
export interface Chance {
  /** A whole number from 0 up to, not including, `n`. */
  readonly below: (n: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
};

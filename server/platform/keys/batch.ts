/**
 * A step of moving what is stored to the newest keys: start with `after` null and call again with `next` until that is
 * null. A job that was interrupted begins anew and finds only what is left; several may run at once. A further walk,
 * once every process has noticed the rotation, takes what was written under remembered keys meanwhile.
 */
export interface Batch {
  readonly next: string | null;
  readonly moved: number;
  /** What no longer is as it was written. It is left as it is and doesn't stop the rest. */
  readonly damaged: readonly string[];
}

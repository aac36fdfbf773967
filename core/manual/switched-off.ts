/**
 * The one construct that a proof has switched off in this process. Only carriers.ts reads it and only
 * scripts/prove-setup.ts sets it, before anything is defined; an architecture check holds both. A product that runs
 * never loads that script, so here is always null.
 */
let switchedOff: string | null = null;

export const switchOff = (carrier: string): void => {
  switchedOff = carrier;
};

export const isSwitchedOff = (carrier: string): boolean => carrier === switchedOff;

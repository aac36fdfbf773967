/** One figure of a bench, beside what it must be. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Under which circumstances it was taken, in a few words. */
  readonly note?: string;
}

export const meetsLimit = ({ value, atLeast, atMost }: BenchResult): boolean =>
  Number.isFinite(value) && (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);

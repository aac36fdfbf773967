/** One thing that the house forbids, where it was found. */
export interface Violation {
  readonly rule: string;
  /** Path from the root; a folder for a circle of folders. */
  readonly file: string;
  readonly detail: string;
}

export const describe = ({ rule, file, detail }: Violation): string => `${rule}: ${file}: ${detail}`;

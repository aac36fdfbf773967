/** A sentence or label for users: Chinese first, English complete. Neither side may be empty. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export const text = (zh: string, en: string): Text => ({ zh, en });

export type Locale = keyof Text;

import { createHash } from 'node:crypto';
import { Defect } from '../../../core/base/result.ts';

/** A payload carries ids and figures, nothing of a person: it lies unencrypted in the queue and its dead letters. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

const key = /^[\w.:/@-]{0,120}$/;
const looksPersonal = /(^|\D)1[3-9]\d{9}(\D|$)|^\d{17}[\dXx]$|@\w+\.\w/;

/** Throws a Defect for a value that is no id: names, addresses, phone numbers and texts have no place here. */
export const checkJobData = (queue: string, data: JobData): void => {
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string' && (!key.test(value) || looksPersonal.test(value))) {
      throw new Defect(`queue ${queue}: ${name} is not an id; payloads carry ids only`);
    }
  }
};

/** The same queue and key always give the same job id, so that a job sent twice is there once. */
export const jobIdOf = (queue: string, cause: string): string => {
  const hex = createHash('sha256').update(`${queue}\n${cause}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

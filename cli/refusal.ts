import type { Refusal } from '../core/base/result.ts';
import type { ExitCode, Terminal } from './command.ts';

/** Tells of an expected "no": as `{"error":{code,message,params}}` on standard output for programs, else as a sentence on standard error. */
export const printRefusal = (refusal: Refusal, json: boolean, { locale, print, complain }: Terminal): ExitCode => {
  const { code, message, params } = refusal;
  if (json) print(JSON.stringify({ error: { code, message, ...(params ? { params } : {}) } }));
  else complain(message[locale]);
  return 1;
};

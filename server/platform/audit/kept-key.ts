import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HeadSigner, headSigner, newHeadKey } from './head.ts';

/**
 * The key that signs the heads of the log, kept in `<dataFolder>/secrets/audit-head.pem` (0600) and made at the first
 * start. Its public part stands beside the published heads.
 */
export const keptHeadSigner = (dataFolder: string): HeadSigner => {
  const folder = join(dataFolder, 'secrets');
  const path = join(folder, 'audit-head.pem');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) writeFileSync(path, newHeadKey(), { mode: 0o600, flag: 'wx', flush: true });
  return headSigner(readFileSync(path, 'utf8'));
};

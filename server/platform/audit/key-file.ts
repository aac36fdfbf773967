import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HeadSigner, headSigner, newHeadKey } from './head.ts';

/**
 * The key that signs heads, kept in `<folder>/audit-head.pem` (0600) and made on first use; its public half is laid beside it
 * as `audit-head.pub.pem`, to be published where the heads are. Processes that start together end with the same key.
 */
export const keptHeadSigner = (folder: string): HeadSigner => {
  const path = join(folder, 'audit-head.pem');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, newHeadKey(), { flag: 'wx', mode: 0o600, flush: true });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  const signer = headSigner(readFileSync(path, 'utf8'));
  writeFileSync(join(folder, 'audit-head.pub.pem'), signer.publicKey, { mode: 0o644 });
  return signer;
};

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HeadSigner, headSigner, newHeadKey } from './head.ts';

/**
 * The key that signs the heads of the log, kept in `<dataFolder>/secrets/audit-head.pem` (0600) and made at the first start;
 * processes that start together end with the same one. Its public half is laid out as `<dataFolder>/audit/audit-head.pub.pem`,
 * to be handed to whoever verifies.
 */
export const keptHeadSigner = (dataFolder: string): HeadSigner => {
  const [secrets, shown] = [join(dataFolder, 'secrets'), join(dataFolder, 'audit')];
  const path = join(secrets, 'audit-head.pem');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  chmodSync(secrets, 0o700);
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
  mkdirSync(shown, { recursive: true });
  writeFileSync(join(shown, 'audit-head.pub.pem'), signer.publicKey);
  return signer;
};

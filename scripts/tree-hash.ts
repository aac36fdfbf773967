import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const contentOf = (path: string): Buffer | string => {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'deleted';
  return stat.isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
};

/**
 * A hash of every file of the working tree that git would keep, changes not yet committed included. Two trees with the
 * same hash behave alike, so a test report that bears it is about this very tree. Null where there is no git tree.
 */
export const treeHash = (root: string): string | null => {
  let listed: string;
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
  const hash = createHash('sha256');
  for (const path of [...new Set(listed.split('\0'))].filter((p) => p !== '').sort()) {
    const content = createHash('sha256')
      .update(contentOf(join(root, path)))
      .digest('hex');
    hash.update(`${path}\0${content}\n`);
  }
  return hash.digest('hex');
};

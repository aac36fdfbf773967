import { statfs } from 'node:fs/promises';
import type { Refusal } from '../../../core/base/result.ts';
import { text } from '../../../core/base/text.ts';

/**
 * Kept free for the database: with less, a log of some 16 MB may not fit when it is needed, and PostgreSQL stops altogether
 * where it could have refused a write.
 */
const LEAST_ROOM = 64 * 1_048_576;
const EVERY_MS = 500;

const FULL: Refusal = {
  code: 'service.storageFull',
  message: text(
    '服务器存储空间将满,在腾出空间之前系统不接受任何写入,查询照常。您填写的内容未丢失;请通知系统管理员清理磁盘后再试。',
    'The server is running out of storage space; until some is freed nothing can be written, and everything can be read. What you entered is not lost: tell your administrator, then try again.',
  ),
};

export interface RoomGate {
  /** To be asked before every write; costs nothing. */
  readonly refusal: () => Refusal | null;
  readonly stop: () => void;
}

/** Watches the disk of the embedded database. Keeps no process alive by itself. */
export const openRoomGate = async (folder: string, leastBytes: number = LEAST_ROOM): Promise<RoomGate> => {
  let full = false;
  const look = async (): Promise<void> => {
    const { bavail, bsize } = await statfs(folder);
    full = bavail * bsize < leastBytes;
  };
  await look();
  const watching = setInterval(() => void look().catch(() => {}), EVERY_MS).unref();
  return { refusal: () => (full ? FULL : null), stop: () => clearInterval(watching) };
};

/** For a server of somebody else's, whose disk we cannot see: it refuses by itself. */
export const noRoomGate: RoomGate = { refusal: () => null, stop: () => {} };

import { createReadStream } from 'node:fs';

const chunkBytes = 4 * 1024 * 1024;
const newline = 0x0a;

/**
 * Calls `each` with every line of a file, without its line break, in turn. The bytes are only good until `each` returns.
 * A last line without line break counts. Stops early when `each` returns false.
 */
export const eachLine = async (path: string, each: (line: Buffer) => boolean | undefined): Promise<void> => {
  let rest: Buffer | null = null;
  for await (const piece of createReadStream(path, { highWaterMark: chunkBytes })) {
    const chunk: Buffer = rest === null ? (piece as Buffer) : Buffer.concat([rest, piece as Buffer]);
    let from = 0;
    for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
      if (each(chunk.subarray(from, to)) === false) return;
      from = to + 1;
    }
    rest = from < chunk.length ? chunk.subarray(from) : null;
  }
  if (rest !== null) each(rest);
};

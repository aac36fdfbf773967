import { Refused } from '../commit.ts';

/** Place in a list: the order value and the id of the last row shown. Opaque to clients; a forged one is refused. */
export interface Cursor {
  readonly order: string;
  readonly id: string;
}

export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.order}|${cursor.id}`).toString('base64url');

const SHAPE = /^(\d{1,16}|infinity|-infinity)\|([0-9a-f-]{36})$/;

export const decodeCursor = (text: string | undefined): Cursor | null => {
  if (text === undefined) return null;
  const match = SHAPE.exec(Buffer.from(text, 'base64url').toString('utf8'));
  if (!match) {
    throw new Refused({
      code: 'cursor.invalid',
      message: {
        zh: '翻页位置无效,请从第一页重新打开列表。',
        en: 'That place in the list is not valid. Open the list from its first page.',
      },
    });
  }
  return { order: match[1] as string, id: match[2] as string };
};

/** As PostgreSQL reads it. */
export const orderAsTimestamp = (order: string): string =>
  order.endsWith('infinity') ? order : new Date(Number(order)).toISOString();

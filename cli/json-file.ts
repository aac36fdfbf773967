import { readFileSync } from 'node:fs';
import type { Json } from '../core/base/json.ts';
import { ok, type Result, refused } from '../core/base/result.ts';
import { text } from '../core/base/text.ts';

/** Reads a JSON file; refuses with `file.unreadable` or `file.notJson`. */
export const readJsonFile = (path: string): Result<Json> => {
  let contents: string;
  try {
    contents = readFileSync(path, 'utf8');
  } catch {
    return refused({
      code: 'file.unreadable',
      message: text(
        `无法读取文件 ${path}，请核对路径和权限。`,
        `Cannot read the file ${path}; check its path and permissions.`,
      ),
    });
  }
  try {
    // A byte order mark is what Windows editors put before UTF-8.
    return ok(JSON.parse(contents.replace(/^\uFEFF/, '')) as Json);
  } catch {
    return refused({
      code: 'file.notJson',
      message: text(
        `文件 ${path} 不是有效的 JSON，请检查括号、引号和逗号。`,
        `The file ${path} is not valid JSON; check its brackets, quotes and commas.`,
      ),
    });
  }
};

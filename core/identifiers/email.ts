import { ok } from '../base/result.ts';
import type { IdentifierResult } from './kind.ts';
import { no, readable } from './spelling.ts';

/** Plain addresses as mail providers hand them out: no quoted names, no address literals. The domain is lower-cased. */
export const checkEmail = (value: string): IdentifierResult<'email'> => {
  const read = readable('email', value);
  if (!read.ok) return read;
  const address = read.value;
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1 || address.indexOf('@') !== at)
    return no(
      'email.at',
      '邮箱应为“名称@域名”，且只有一个 @，例如 zhiliang@example.com。',
      'An e-mail address is name@domain with one @, like quality@example.com.',
    );
  const local = address.slice(0, at);
  const domain = address.slice(at + 1).toLowerCase();
  if (address.length > 254 || local.length > 64)
    return no(
      'email.length',
      '邮箱过长，请核对（@ 前最多 64 个字符）。',
      'The address is too long (at most 64 characters before the @); please check.',
      { length: address.length },
    );
  if (!/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local))
    return no(
      'email.character',
      '@ 前只能使用英文字母、数字和常用符号，请核对是否混入中文或标点。',
      'Before the @ stand letters, digits and common signs only; check for stray characters.',
    );
  if (/^\.|\.$|\.\./.test(local))
    return no(
      'email.dot',
      '@ 前的点号不能在首尾，也不能连续出现。',
      'Before the @ no dot may come first, last or twice in a row.',
    );
  if (!/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/.test(domain))
    return no(
      'email.domain',
      '@ 后的域名有误，应类似 example.com，请核对。',
      'The domain after the @ is wrong; it looks like example.com.',
    );
  return ok({ kind: 'email', value: `${local}@${domain}`, parts: { domain } });
};

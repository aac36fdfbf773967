import { type Text, text } from '../../../core/base/text.ts';

/** Reads one value; a Text says what is allowed instead. */
export type Parse<T> = (value: string) => { readonly value: T } | { readonly allowed: Text };

const good = <T>(value: T): { readonly value: T } => ({ value });
const bad = (zh: string, en: string): { readonly allowed: Text } => ({ allowed: text(zh, en) });

export const wholeNumber =
  (least: number, most: number): Parse<number> =>
  (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most
      ? good(number)
      : bad(`${least} 到 ${most} 的整数`, `a whole number from ${least} to ${most}`);
  };

export const oneOf =
  <const V extends string>(...values: readonly V[]): Parse<V> =>
  (value) => {
    const found = values.find((candidate) => candidate === value);
    return found === undefined ? bad(`${values.join('、')} 之一`, `one of ${values.join(', ')}`) : good(found);
  };

export const secondFactor = oneOf('required', 'whenEnrolled');

export const yesNo: Parse<boolean> = (value) =>
  /^(yes|true|1)$/i.test(value)
    ? good(true)
    : /^(no|false|0)$/i.test(value)
      ? good(false)
      : bad('yes 或 no', 'yes or no');

export const address =
  (...schemes: readonly string[]): Parse<string> =>
  (value) => {
    // An address of a Unix socket has no host, which URL does not bear.
    const parsed = URL.parse(value.replace(/^(postgres(?:ql)?:\/\/[^/]*@)\//, '$1socket/'));
    const fits = parsed !== null && schemes.includes(parsed.protocol.slice(0, -1));
    return fits
      ? good(value)
      : bad(
          `以 ${schemes.map((s) => `${s}://`).join(' 或 ')} 开头的地址`,
          `an address beginning with ${schemes.map((s) => `${s}://`).join(' or ')}`,
        );
  };

export const origin: Parse<string> = (value) => {
  const parsed = URL.parse(value);
  const fits =
    parsed !== null &&
    /^https?:$/.test(parsed.protocol) &&
    parsed.pathname === '/' &&
    parsed.search === '' &&
    parsed.hash === '';
  return fits
    ? good(parsed.origin)
    : bad('协议、主机与端口，例如 https://qms.example.com', 'scheme, host and port, such as https://qms.example.com');
};

export const bucketAddress: Parse<string> = (value) => {
  const parsed = URL.parse(value);
  const fits =
    parsed !== null &&
    /^https?:$/.test(parsed.protocol) &&
    parsed.username === '' &&
    parsed.search === '' &&
    parsed.hash === '' &&
    /^\/[\w.-]*\/?$/.test(parsed.pathname);
  return fits
    ? good(value)
    : bad(
        'https://主机/桶名 或 https://桶名.主机',
        'https://host/bucket or https://bucket.host, without anything behind',
      );
};

export const folder: Parse<string> = (value) =>
  value.includes('\0') || value.trim() === '' ? bad('文件夹路径', 'the path of a folder') : good(value);

export const host: Parse<string> = (value) =>
  /^[\w.:-]{1,253}$/.test(value)
    ? good(value)
    : bad('网络地址，例如 127.0.0.1 或 0.0.0.0', 'a network address such as 127.0.0.1 or 0.0.0.0');

export const masterKey: Parse<string> = (value) =>
  /^[0-9a-f]{64}$/i.test(value) || /^[A-Za-z0-9+/_-]{43}=?$/.test(value)
    ? good(value)
    : bad('32 字节的密钥（64 位十六进制或 base64）', 'a key of 32 bytes in 64 hexadecimal digits or base64');

export const witness: Parse<string> = (value) =>
  /^https?:\/\/[^\s]+$/.test(value) || (!value.includes('://') && value.trim() !== '' && !value.includes('\0'))
    ? good(value)
    : bad('文件夹路径或 http(s) 地址', 'the path of a folder or an http(s) address');

export const mailbox: Parse<string> = (value) =>
  /^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(value) ? good(value) : bad('电子邮件地址', 'an e-mail address');

export const words: Parse<string> = (value) =>
  value.length <= 500 && !/[\r\n\0]/.test(value) ? good(value) : bad('一行文字', 'one line of text');

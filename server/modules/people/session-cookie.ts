import type { PeopleConfig } from '../../platform/people/people.ts';

type CookieConfig = Pick<PeopleConfig, 'cookieName' | 'origins'>;

const secure = (config: CookieConfig): boolean => config.origins[0].startsWith('https:');

/** Under https the name carries `__Host-`, which binds the cookie to this host, to the whole path and to https. */
const nameOf = (config: CookieConfig): string => (secure(config) ? `__Host-${config.cookieName}` : config.cookieName);

/** The session token of a request's Cookie header, or null. */
export const readSessionCookie = (config: CookieConfig, header: string | undefined): string | null => {
  const name = nameOf(config);
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) {
      const value = part.slice(at + 1).trim();
      return /^[\w-]{43}$/.test(value) ? value : null;
    }
  }
  return null;
};

const line = (config: CookieConfig, value: string, maxAge: string): string =>
  `${nameOf(config)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure(config) ? '; Secure' : ''}${maxAge}`;

/** Without an age the cookie ends with the browser; the server ends the session in any case. */
export const sessionCookie = (config: CookieConfig, token: string): string => line(config, token, '');

export const clearedCookie = (config: CookieConfig): string => line(config, '', '; Max-Age=0');

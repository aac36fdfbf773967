import type { Parts } from './assemble.ts';
import { firstAdministrator } from './platform/people/first-administrator.ts';

/** On the first start of a real instance: one administrator, one link, no password. The company's own name is set later. */
export const firstStart = async (parts: Parts, note: (sentence: string) => void): Promise<void> => {
  const link = await firstAdministrator(parts.people, {
    id: 'house',
    kind: 'platform',
    name: '本企业',
    nameEn: 'This company',
    uscc: '91350100M000100Y43',
  });
  if (link !== null)
    note(
      `首次启动:请用此一次性链接设置管理员密码  First start: set the administrator's password with this one-time link\n  ${link}`,
    );
};

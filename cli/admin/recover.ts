import { text } from '../../core/base/text.ts';
import type { Command } from '../command.ts';

const UNKNOWN = text('没有这个登录名的在用账号。', 'No account in use has this login name.');

export const command: Command = {
  name: 'recover',
  summary: text(
    '为丢失密码或验证器的账号生成一次性链接（管理员本人用不了时）',
    'make a one-time link for an account whose password or authenticator is lost (when no administrator can)',
  ),
  usage: ['<登录名 login name>'],
  details: text(
    '原密码、验证器、通行密钥和会话立即失效，记入审计；账号被停用的也会恢复。链接 72 小时内使用一次有效。退出码：0 已生成；1 没有此账号或配置有误；2 用法错误',
    'The old password, authenticator, passkeys and sessions end at once, on record in the audit, and a block is lifted. The link works once within 72 hours. Exit code: 0 made; 1 no such account or wrong configuration; 2 wrong usage',
  ),
  run: async ([loginName, ...rest], { locale, print, complain }) => {
    if (loginName === undefined || rest.length > 0) {
      complain(`plumbline recover <${text('登录名', 'login name')[locale]}>`);
      return 2;
    }
    const { readConfig } = await import('../../server/platform/config/config.ts');
    const { recoverAccount } = await import('../../server/recover.ts');
    const config = readConfig();
    if (!config.ok) {
      for (const fault of config.refusal) complain(fault.message[locale]);
      return 1;
    }
    const link = await recoverAccount(config.value, loginName);
    if (link === null) complain(UNKNOWN[locale]);
    else print(link);
    return link === null ? 1 : 0;
  },
};

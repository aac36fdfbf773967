import { text } from '../../core/base/text.ts';
import type { Instant } from '../../core/base/time.ts';
import { type Command, UsageError } from '../command.ts';
import { readOptions } from '../options.ts';

const OPTIONS = { entity: { type: 'string' }, keys: { type: 'string' }, reason: { type: 'string' } } as const;

export const command: Command = {
  name: 'keys rotate',
  summary: text(
    '开始轮换密钥，由运行中的服务器逐批完成',
    'begin a rotation of keys, carried through by the running server',
  ),
  usage: ['--reason <why> [--keys subjects,index,files] [--entity <id>]'],
  details: text(
    '  --reason  轮换原因，记入审计\n  --keys    个人信息（subjects）、检索（index）、文件（files）；默认三种\n  --entity  法人主体标识；默认全部\n可在服务器运行时执行，期间新旧两代密钥均可读取与检索；中断后自动续做。进度见 plumbline doctor 或“系统”页。退出码：0 已开始；1 同类轮换正在进行；2 用法有误',
    '  --reason  why, for the audit\n  --keys    of personal data (subjects), of searching (index), of files (files); default all three\n  --entity  id of a legal entity; default all\nMay be run while the server runs; both generations are read and searched meanwhile, and a job that is interrupted goes on. Progress: plumbline doctor, or the page System. Exit code: 0 begun; 1 one of the same kind is under way; 2 wrong usage',
  ),
  run: async (args, { locale, print, complain }) => {
    const { values } = readOptions(args, OPTIONS);
    const reason = values.reason?.trim() ?? '';
    if (reason === '') throw new UsageError(text('请用 --reason 写明轮换原因。', 'Say why with --reason.'));
    const { ROTATED } = await import('../../server/worker/key-rotation.ts');
    const wanted = values.keys?.split(',').map((one) => one.trim()) ?? [...ROTATED];
    const purposes = ROTATED.filter((one) => wanted.includes(one));
    if (purposes.length < new Set(wanted).size)
      throw new UsageError(
        text(
          '--keys 可为 subjects、index、files，以逗号分隔。',
          '--keys takes subjects, index and files, separated by commas.',
        ),
      );
    const { beginRotations } = await import('../../server/begin-rotations.ts');
    const begun = await beginRotations({ purposes, reason, entityId: values.entity, now: Date.now() as Instant });
    if (!begun.ok) {
      for (const refusal of begun.refusal) complain(refusal.message[locale]);
      return 1;
    }
    const { asked, underWay } = begun.value;
    for (const one of asked) print(`  ${one.entityId}  ${one.purpose}`);
    print(
      text(
        `已开始 ${asked.length} 项轮换，由运行中的服务器完成。`,
        `${asked.length} rotations begun; the running server carries them through.`,
      )[locale],
    );
    for (const one of underWay)
      complain(
        text(
          `${one.entityId} 的 ${one.purpose} 正在轮换，未重复开始。`,
          `${one.purpose} of ${one.entityId} is being rotated already; not begun again.`,
        )[locale],
      );
    return underWay.length > 0 ? 1 : 0;
  },
};

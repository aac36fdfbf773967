import { type Text, text } from '../../../core/base/text.ts';
import type { HeadsFault } from './published-heads.ts';
import type { Tampering } from './scan.ts';
import type { Finding, Verdict } from './verify.ts';

const heads: Record<HeadsFault['kind'], Text> = {
  none: text('其中没有可用的日志头', 'it holds no head to judge by'),
  unreadable: text('文件内容无法识别', 'its contents cannot be read'),
  gap: text(
    '日志头不连续：前面有日志头被删除、修改或调换',
    'the heads do not follow one another: one before was removed, changed or moved',
  ),
  signature: text('签名与内容不符', 'the signature does not fit'),
  unknownKey: text('签名所用的密钥不在可信公钥之列', 'it was signed with a key that is not among the trusted ones'),
  fork: text('与另一处发布的日志头互相矛盾', 'it contradicts the heads published at the other place'),
  noIndex: text('索引不完整，无法核对被隐去的记录', 'its index is incomplete, so hidden entries cannot be checked'),
};

const kinds: Record<Tampering, Text> = {
  edited: text('被修改', 'was edited'),
  inserted: text('系事后插入', 'was inserted afterwards'),
  reordered: text('顺序被调换', 'was moved out of its order'),
  dropped: text('被删除', 'was dropped'),
  truncated: text('及其后的记录被截去', 'and what followed was cut off'),
};

const chainOf = (finding: Finding): Text => {
  const { chainId, caseNumber, seq } = finding;
  if (chainId === undefined) return text('', '');
  const known = caseNumber === undefined || chainId.includes(caseNumber) ? chainId : `${caseNumber} (${chainId})`;
  return text(`链 ${known} 第 ${seq} 条记录`, `entry ${seq} of chain ${known}`);
};

const placeOf = ({ ordinal, before }: Finding): Text =>
  before === undefined
    ? text(`日志位置 ${ordinal}`, `log position ${ordinal}`)
    : text(`日志位置 ${ordinal} 至 ${before - 1} 之间`, `log positions ${ordinal} to ${before - 1}`);

const detailsOf = (finding: Finding): Text[] => {
  const { kind, missing = 0, wholeChain, found, publishedAt, ordinal } = finding;
  const details: Text[] = [];
  if (wholeChain)
    details.push(text(`该链的 ${missing} 条记录全部缺失`, `all ${missing} entries of the chain are gone`));
  else if (missing > 1) details.push(text(`共缺 ${missing} 条`, `${missing} entries are gone`));
  if (found && found.chainId !== '') {
    details.push(
      text(
        `此处现为链 ${found.chainId} 第 ${found.seq} 条`,
        `entry ${found.seq} of chain ${found.chainId} stands here now`,
      ),
    );
  }
  if (publishedAt !== undefined)
    details.push(text(`原记录最迟于 ${publishedAt} 发布`, `published at ${publishedAt} at the latest`));
  if (kind === 'truncated' && ordinal > 0) {
    details.push(
      text(
        `若导出早于日志头，请加 --until ${ordinal} 重新核验`,
        `if the export is older than the heads, verify with --until ${ordinal}`,
      ),
    );
  }
  return details;
};

const findingText = (finding: Finding): Text => {
  const [chain, place, kind, details] = [chainOf(finding), placeOf(finding), kinds[finding.kind], detailsOf(finding)];
  const zh = [place.zh, chain.zh].filter((part) => part !== '').join('，');
  const en = [place.en, chain.en].filter((part) => part !== '').join(', ');
  const subject = finding.chainId === undefined ? text('的记录', 'the entry there') : text('', 'it');
  return text(
    `审计记录已被篡改。${zh}${subject.zh}${kind.zh}${details.map((d) => `；${d.zh}`).join('')}。`,
    `The audit was tampered with. At ${en}: ${subject.en} ${kind.en}${details.map((d) => `; ${d.en}`).join('')}.`,
  );
};

const soundText = (verdict: Verdict): Text => {
  const { entries, published, entity, keys, keysGiven } = verdict;
  const size = published?.size ?? 0;
  const later = entries - size;
  const only =
    entity === null ? text('', '') : text(`（仅显示法人 ${entity} 的记录）`, ` (entries of ${entity} only are shown)`);
  const rest =
    later > 0
      ? text(
          `；其后 ${later} 条尚无日志头，仅核对了链`,
          `; ${later} later entries have no head yet, only their chains were checked`,
        )
      : text('', '');
  const trust = keysGiven
    ? text('', '')
    : text(
        `。公钥 ${keys.join('、')} 取自日志头文件，请与公布的公钥核对`,
        `. The key ${keys.join(', ')} came with the heads: compare it with the published one`,
      );
  return text(
    `审计完好：${size} 条记录与 ${published?.at} 发布的日志头一致${only.zh}${rest.zh}${trust.zh}。`,
    `The audit is sound: ${size} entries are what was published at ${published?.at}${only.en}${rest.en}${trust.en}.`,
  );
};

/** One sentence for people: what was verified, or which entry was touched and how. */
export const verdictText = (verdict: Verdict): Text => {
  const { headsFault, finding } = verdict;
  if (finding !== undefined) return findingText(finding);
  if (headsFault === undefined) return soundText(verdict);
  const { kind, file, size } = headsFault;
  const at = size === undefined ? text('', '') : text(`（规模 ${size}）`, ` (at size ${size})`);
  return text(
    `日志头不可信：${file}${at.zh}，${heads[kind].zh}。`,
    `The heads cannot be relied on: ${file}${at.en}, ${heads[kind].en}.`,
  );
};

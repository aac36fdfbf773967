import { instant } from '../../../core/base/time.ts';
import { type LinkedEntry, linkEntries, markOf, newChain } from './entry.ts';
import { entryLine, footerLine } from './export-line.ts';
import { type HeadStatement, headSigner, indexLine, newHeadKey, signHead } from './head.ts';
import { GrowingTree } from './merkle.ts';
import { publicationText } from './places.ts';

/** An audit out of thin air, for benches and for tests of the verifier that need no database. */
export interface SyntheticAudit {
  readonly exported: Iterable<string>;
  /** To be read after `exported`. */
  readonly heads: Iterable<string>;
  readonly publicKey: string;
}

const startAt = 1_763_700_000_000;

/** Acts on `chains` cases in turn, `perHead` entries under a head; payloads of some 250 bytes, as the kernel writes them. */
export const syntheticAudit = ({
  entries,
  chains,
  perHead,
}: {
  entries: number;
  chains: number;
  perHead: number;
}): SyntheticAudit => {
  const signer = headSigner(newHeadKey());
  const tips = new Map<number, LinkedEntry>();
  const heads: string[] = [];
  const make = (n: number): LinkedEntry => {
    const chain = n % chains;
    const [entry] = linkEntries(tips.get(chain) ?? newChain('demo', `case-${chain}`), [
      {
        at: instant(startAt + n),
        kind: 'acted',
        actor: { personId: `person-${n % 50}`, accountId: `account-${n % 50}`, postId: 'compliance-reviewer' },
        payload: {
          action: 'accept',
          n,
          outcome: 'agreed',
          stage: 'preliminaryReview',
          form: { opinion: '资料齐全，同意进入下一环节', grade: 'A' },
        },
      },
    ]);
    if (entry === undefined) throw new Error('nothing linked');
    tips.set(chain, entry);
    return entry;
  };
  function* exported(): Generator<string> {
    const tree = new GrowingTree();
    let previous: HeadStatement | null = null;
    let batch: LinkedEntry[] = [];
    yield `${JSON.stringify({ plumbline: 'audit-export', version: 1, madeAt: '2025-11-21T12:00:00+08:00', entity: null, size: entries })}\n`;
    for (let n = 0; n < entries; n += 1) {
      const entry = make(n);
      tree.add(entry.hash);
      batch.push(entry);
      yield `${entryLine(n, entry)}\n`;
      if (batch.length < perHead && n < entries - 1) continue;
      const index = indexLine(
        tree.size - batch.length,
        batch.map((e) => ({ ...e, mark: markOf(e) })),
      );
      const head = signHead(signer, { size: tree.size, root: tree.root(), at: instant(startAt + n), index, previous });
      heads.push(publicationText({ head, index, publicKey: signer.publicKey }, previous));
      previous = head.statement;
      batch = [];
    }
    yield `${footerLine(entries)}\n`;
  }
  return { exported: exported(), heads, publicKey: signer.publicKey };
};

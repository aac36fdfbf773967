import bwipjs from 'bwip-js/node';
import { Defect } from '../../core/base/result.ts';
import { dateOf } from '../../core/base/time.ts';
import { formatDue } from '../../core/calendar/elapsed.ts';
import type { Notice, NoticeScene } from '../../core/papers/notice.ts';
import type { EffectHandler, EffectScene } from '../case/kernel.ts';
import { sealSvg } from '../platform/pdf/seal.ts';
import { renderPdf } from '../platform/pdf/typst.ts';
import { entityOf } from './entity-name.ts';
import { issuePaper, type PaperDeps } from './issue.ts';

export interface NoticeDeps extends PaperDeps {
  /** Seconds that mail and short messages are held back, so that the act can still be taken back. */
  readonly holdSeconds: number;
  /** Whether a gateway for short messages is set up; without one none is queued, as it would only be late. */
  readonly bySms: boolean;
}

/** 2026年11月21日, as papers write a date. */
const dateInWords = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
};

export const sceneOf = (scene: EffectScene): NoticeScene => ({
  caseNumber: scene.case.number,
  subject: scene.case.subject,
  issuedOn: dateOf(scene.now),
  filled: (ref) => scene.state.forms[ref] ?? {},
  form: scene.form,
  value: scene.value,
  due: (limit) => {
    const running = Object.values(scene.state.limits).findLast((one) => one.limit === limit && one.dueAt !== null);
    return running?.dueAt ? formatDue(running.dueAt) : null;
  },
});

const OUTBOX = `
  insert into outbox (entity_id, case_id, act_seq, channel, template, recipient, paper_id, idempotency_key, next_at, created_at)
  select $1, $2, $3, r.channel, 'notice', r.recipient, $4, r.key, $6, $7
  from jsonb_to_recordset($5) as r(channel text, recipient text, key text)`;

/** Puts the notice into the outbox for the party's own addresses, which are opened when it is sent. */
const post = async (scene: EffectScene, paperId: string, { holdSeconds, bySms }: NoticeDeps): Promise<void> => {
  const rows = [
    { channel: 'mail', field: 'contactEmail' },
    ...(bySms ? [{ channel: 'sms', field: 'contactPhone' }] : []),
  ].map(({ channel, field }) => ({
    channel,
    recipient: `case:${scene.case.id}:${field}`,
    key: `paper:${paperId}:${channel}`,
  }));
  await scene.tx.prepared('outbox-notice', OUTBOX, [
    scene.case.entityId,
    scene.case.id,
    scene.seq,
    paperId,
    JSON.stringify(rows),
    new Date(scene.now + holdSeconds * 1000),
    new Date(scene.now),
  ]);
};

/** Carries out `notice` effects: the words come from the module, the rest is the same for every notice. */
export const noticeHandler = (deps: NoticeDeps, notices: readonly Notice[]): EffectHandler => {
  const byCode = new Map(notices.map((notice) => [notice.code, notice]));
  return async (scene) => {
    const effect = scene.case.process.effects[scene.event.effect];
    if (effect?.kind !== 'notice') throw new Defect('not a notice');
    const notice = byCode.get(effect.notice);
    if (!notice) throw new Defect(`no words for notice ${effect.notice}`);
    const entity = await entityOf(scene);
    const paper = await issuePaper(deps, scene, {
      kind: 'notice',
      code: notice.code,
      title: notice.title,
      titleEn: notice.titleEn,
      series: notice.series,
      delivered: true,
      print: ({ number, verifyUrl }) => {
        const data = {
          entity,
          title: notice.title,
          number,
          addressee: scene.case.subject,
          issuer: notice.issuer,
          date: dateInWords(dateOf(scene.now)),
          caseNumber: scene.case.number,
          blocks: notice.write(sceneOf(scene)),
        };
        const code = { bcid: 'qrcode', text: verifyUrl, eclevel: 'M' };
        const qr = bwipjs.toSVG(code);
        return renderPdf('notice', { data: JSON.stringify(data), qr, seal: sealSvg(entity, '质量专用章') }, scene.now);
      },
    });
    await post(scene, paper.id, deps);
  };
};

import bwipjs from 'bwip-js/node';
import type { Instant, LocalDate } from '../core/base/time.ts';
import { paperOf } from '../core/forms/paper.ts';
import { parameterAt } from '../core/manual/parameters.ts';
import { admissionNotices } from '../core/modules/admission/notices.ts';
import { admissionRecords } from '../core/modules/admission/records.ts';
import * as filled from '../core/modules/admission/testing/filled.ts';
import { sealSvg } from '../server/platform/pdf/seal.ts';
import { renderPdf } from '../server/platform/pdf/typst.ts';
import type { BenchResult } from './bench-result.ts';

const today = '2025-03-07' as LocalDate;
const now = Date.parse('2025-03-07T16:00+08:00') as Instant;
const entity = '测试商城医疗器械有限公司';

/** Every paper differs from the one before, as in life: nothing comes out of a cache whole. */
const notice = (n: number): Buffer => {
  const words = admissionNotices.find((one) => one.code === 'admission.refusal');
  const blocks = words?.write({
    caseNumber: `RW-20250307-${n}`,
    subject: '示例医疗器械(福建)有限公司',
    issuedOn: today,
    filled: () => filled.application(),
    form: filled.refusal({ reasons: `第 ${n} 号申请:营业执照登记状态为吊销` }),
    due: () => null,
    value: (id) => parameterAt(id, today).value,
  });
  const number = `入专〔2025〕${n}号`;
  const head = { entity, title: words?.title, number, addressee: '示例医疗器械(福建)有限公司' };
  const data = { ...head, issuer: '质量管理部', date: '2025年3月7日', caseNumber: `RW-20250307-${n}`, blocks };
  const code = { bcid: 'qrcode', text: `https://qms.example.com/verify/${n}`, eclevel: 'M' };
  const qr = bwipjs.toSVG(code);
  return renderPdf('notice', { data: JSON.stringify(data), qr, seal: sealSvg(entity, '质量专用章') }, now);
};

const record = (n: number): Buffer => {
  const review = admissionRecords[0];
  const scene = { ref: 'summary.summarise', form: filled.summary(), on: today, reviewer: `周审${n}` };
  const values = review?.fill({ ...scene, filled: () => filled.application('III'), due: () => null }) ?? {};
  const blocks = review ? paperOf(review.form, values, { locale: 'zh' }) : [];
  const data = { entity, number: `资质审核记录-20250307-${n}`, caseNumber: 'RW-20250307-0001', blocks };
  return renderPdf('record', { data: JSON.stringify(data) }, now);
};

const median = (make: (n: number) => Buffer): number => {
  const times: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const began = performance.now();
    make(n);
    if (n >= 10) times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
};

export const run = async (): Promise<BenchResult[]> => [
  { name: 'notice PDF, warm, with seal and code', value: median(notice), unit: 'ms', atMost: 40, note: 'median of 50' },
  { name: 'quality record PDF, warm', value: median(record), unit: 'ms', atMost: 40, note: 'median of 50' },
];

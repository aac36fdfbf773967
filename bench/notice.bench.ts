import bwipjs from 'bwip-js/node';
import type { Instant } from '../core/base/time.ts';
import { sealSvg } from '../server/platform/pdf/seal.ts';
import { renderPdf } from '../server/platform/pdf/typst.ts';
import type { BenchResult } from './bench-result.ts';
import { quantile } from './load/figures.ts';

/** A notice as the house issues it: letterhead, table, QR code and seal; every one with other contents. */
const notice = (n: number): Buffer => {
  const entity = '准绳医械商城(杭州)有限公司';
  const data = {
    entity,
    title: '材料补正通知书',
    number: `入补〔2026〕${n}号`,
    addressee: `苏州松鹤医疗科技有限公司第${n}分公司`,
    issuer: '运营部',
    date: '2026年11月21日',
    caseNumber: `RW-20261121-${n}`,
    blocks: [
      { kind: 'paragraph', text: '经核对,贵单位提交的入网申请材料尚不完整或不符合格式要求,须补正以下材料:' },
      {
        kind: 'table',
        head: ['材料名称', '补正要求'],
        rows: [
          ['营业执照副本', '缺少经营范围页,请补交并加盖公章'],
          ['医疗器械经营许可证', `第${n}页不清晰,请重新扫描`],
        ],
      },
      { kind: 'paragraph', text: '补正时限为 5 个工作日,请于 2026-11-27 24:00 前登录平台提交。' },
    ],
  };
  const code = {
    bcid: 'qrcode',
    text: `https://qms.example.com/verify/${n}aaaaaaaaaaaaaaaaaaaaa`,
    eclevel: 'M',
  } as const;
  const inputs = { data: JSON.stringify(data), qr: bwipjs.toSVG(code), seal: sealSvg(entity, '质量专用章') };
  return renderPdf('notice', inputs, 1_763_700_000_000 as Instant);
};

export const run = async (): Promise<BenchResult[]> => {
  const begun = performance.now();
  const bytes = notice(0).length;
  const first = performance.now() - begun;
  for (let n = 1; n < 6; n += 1) notice(n);
  const times = Array.from({ length: 60 }, (_, n) => {
    const from = performance.now();
    notice(n + 10);
    return performance.now() - from;
  });
  const note = `${Math.round(bytes / 1024)} KB, QR code and seal included`;
  return [
    { name: 'notice PDF: warm, median', value: quantile(times, 0.5), unit: 'ms', atMost: 40, note },
    { name: 'notice PDF: warm, p95', value: quantile(times, 0.95), unit: 'ms', note },
    { name: 'notice PDF: the first of a process', value: first, unit: 'ms', note: 'fonts are read' },
  ];
};

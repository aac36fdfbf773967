import type { OpenedCase } from './admission.ts';

/** Everybody of the demonstration, seen from one admission that waits for its completeness check. */
export const kinds = {
  /** The task is addressed to them. */
  clerk: ['lu.yao', 'fang.ning'],
  /** They take part later, answer for a clock, or watch over every record. */
  reader: [
    'jiang.wenbo',
    'gu.yanqiu',
    'he.suwen',
    'tang.jiming',
    'yan.mingli',
    'bai.ruoxi',
    'jian.shuhua',
    'shen.zhiheng',
    'lin.zhengyi',
  ],
  /** Of the same company, with nothing to do with it. */
  bystander: [
    'ruan.qingyuan',
    'tao.yimin',
    'xu.zhiyuan',
    'luo.anran',
    'mei.xinyu',
    'qiu.hanlin',
    'shi.jingxing',
    'qi.yuting',
  ],
  administrator: ['wen.shuo'],
  /** Of the group's other company. */
  foreigner: ['song.boyuan', 'du.jiahe', 'pan.guangyu', 'yao.guotai', 'ji.xiaoman', 'an.huaijin'],
  merchant: ['zhang.xiaotang'],
  otherMerchant: ['he.jingyu', 'xu.manqing', 'ma.zhiyuan', 'deng.yining', 'jiang.heming', 'wei.lanxi'],
} as const;

export type Kind = keyof typeof kinds;

export interface Scene extends OpenedCase {
  readonly taskId: string;
  readonly fileId: string;
  readonly noticeId: string;
  readonly recordId: string;
}

export interface Probe {
  readonly path: (scene: Scene) => string;
  readonly body?: unknown;
  /** Who gets what; whoever is not named gets `others`. */
  readonly may: Partial<Record<Kind, number>>;
  /** Single posts that stand out of their kind, by login name. */
  readonly named?: Readonly<Record<string, number>>;
  readonly others: number;
  /** Answer to somebody who is not signed in; 401 unless the route is public. */
  readonly nobody?: number;
}

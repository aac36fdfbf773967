import type { Page } from 'playwright-core';
import type { Instant } from '../../core/base/time.ts';
import { applicants } from '../../server/demo/applicants.ts';
import { type DemoApplicant, permitOf, scopeOf } from '../../server/demo/applications.ts';
import { sampleDocument } from '../../server/demo/documents.ts';
import { addRow, attach, choose, type Upload, write, writeDate } from './fill.ts';

/** The merchant of the tour: nobody has applied for him yet. */
export const qingshan = applicants[0] as DemoApplicant;

/** A real PDF, named as the platform asks for it. */
export const document = (title: string, ...lines: readonly string[]): Upload => ({
  name: `${qingshan.name}-${title}-20261101.pdf`,
  mimeType: 'application/pdf',
  buffer: sampleDocument(title, qingshan.name, lines, 0 as Instant),
});

const company = async (page: Page): Promise<void> => {
  await choose(page, '申请类型', '新申请入网');
  await choose(page, '主体类型', '医疗器械经营企业');
  await write(page, '经营者名称', qingshan.name);
  await write(page, '统一社会信用代码', qingshan.uscc);
  await writeDate(page, '成立日期', '2019-04-18');
  await write(page, '营业执照经营范围', scopeOf(qingshan));
  await attach(page, '营业执照副本', document('营业执照', `名称:${qingshan.name}`));
};

const devices = async (page: Page): Promise<void> => {
  await choose(page, '拟经营器械的最高类别', '第二类');
  await write(await addRow(page, '拟经营品类'), '分类编码', qingshan.category);
  await write(page, '许可证/备案凭证上的企业名称', qingshan.name);
  await write(await addRow(page, '许可/备案范围'), '分类编码', qingshan.category);
  await write(page, '第二类医疗器械经营备案凭证号', permitOf(qingshan));
  await attach(page, '第二类医疗器械经营备案凭证(', document('备案凭证', `编号:${permitOf(qingshan)}`));
  const product = await addRow(page, '拟上架产品的注册证');
  await write(product, '产品名称', qingshan.product);
  await write(product, '注册证/备案号', qingshan.registration);
  await writeDate(product, '有效期至', '2029-06-30');
  await attach(page, '注册证/第一类备案凭证', document('注册证', `编号:${qingshan.registration}`));
  await attach(page, '注册证附件', document('注册证附件', '说明书核准页'));
};

const people = async (page: Page): Promise<void> => {
  await write(page, '法定代表人/负责人姓名', qingshan.legalRepresentative);
  await write(page, '身份证号', qingshan.residentId);
  await writeDate(page, '身份证有效期至', '2035-08-01');
  await attach(page, '身份证正面', document('身份证正面', '(样本)'));
  await attach(page, '身份证反面', document('身份证反面', '(样本)'));
  await choose(page, '是否委托他人办理', '否');
  await write(page, '联系人', qingshan.contact);
  await write(page, '预留手机号', qingshan.phone);
  await write(page, '预留邮箱', 'contact@example.com');
};

/** Fills the whole application as the merchant does, field by field, with real documents. */
export const fillApplication = async (page: Page): Promise<void> => {
  await company(page);
  await devices(page);
  await people(page);
};

import type { Refusal } from '../base/result.ts';
import type { OperationRule } from './operation-rule.ts';
import type { Operation } from './operations.ts';

const refusal = (code: string, zh: string, en: string, obligation?: string): Refusal => ({
  code: `people.${code}`,
  message: { zh, en },
  ...(obligation === undefined ? {} : { obligation }),
});

const first = (rule: OperationRule): string => rule.obligations[0] ?? 'P08-3.1-01';

export const notYourPost = (rule: OperationRule): Refusal =>
  refusal(
    'notYourPost',
    `您的岗位没有“${rule.title.zh}”的权限。请由负责岗位办理,或提交权限申请。`,
    `Your post may not do this (${rule.title.en}). Leave it to the post in charge, or ask for access.`,
    first(rule),
  );

export const noPost = (): Refusal =>
  refusal(
    'noPost',
    '您目前没有任何在任岗位,请联系所在部门负责人办理任岗。',
    'You hold no post at present. Ask the head of your department to have one assigned.',
    'P08-3.1-01',
  );

export const administrator = (rule: OperationRule): Refusal =>
  refusal(
    'administrator',
    `系统管理员只负责运维,不能“${rule.title.zh}”。确有需要请提交权限申请,由质量管理部批准。`,
    `An administrator runs the system and may not do this (${rule.title.en}). Ask for access; quality management decides.`,
    'P08-3.1-02',
  );

export const foreignEntity = (): Refusal =>
  refusal(
    'foreignEntity',
    '该内容属于另一家企业,您的岗位不在该企业,无法查看或办理。',
    'This belongs to another legal entity in which you hold no post.',
    'P08-3.1-02',
  );

export const foreignParty = (): Refusal =>
  refusal(
    'foreignParty',
    '您只能查看和办理本企业的入网事项。',
    'You can only see and handle the matters of your own company.',
    'P08-3.1-02',
  );

export const staffOnly = (rule: OperationRule): Refusal =>
  refusal(
    'staffOnly',
    `“${rule.title.zh}”由平台工作人员办理;如有疑问请在入网事项中留言。`,
    `This is done by the platform’s staff (${rule.title.en}).`,
    'P08-3.1-02',
  );

export const notYourTask = (rule: OperationRule): Refusal =>
  refusal(
    'notYourTask',
    `当前没有需要您“${rule.title.zh}”的事项,请等待平台处理结果。`,
    `Nothing here waits for you at present (${rule.title.en}). Please wait for the platform’s decision.`,
  );

export const readOnly = (rule: OperationRule): Refusal =>
  refusal(
    'readOnly',
    `外部查阅人员只能查阅,不能“${rule.title.zh}”。`,
    `Outside readers may read only, not do this (${rule.title.en}).`,
    'P04-5.4-01',
  );

export const noGrant = (): Refusal =>
  refusal(
    'noGrant',
    '您的查阅许可已到期或尚未生效,请联系质量管理部。',
    'Your permission to read has ended or has not begun. Please contact quality management.',
    'P08-3.1-02',
  );

export const outsideGrant = (): Refusal =>
  refusal(
    'outsideGrant',
    '该内容不在您的查阅许可范围内,如需查阅请向质量管理部提出。',
    'This lies outside what you were admitted to read. Ask quality management to extend it.',
    'P08-3.1-02',
  );

export const notForSystem = (rule: OperationRule): Refusal =>
  refusal('notForSystem', `“${rule.title.zh}”必须由人办理。`, `A person has to do this (${rule.title.en}).`);

export const notYourOwn = (rule: OperationRule): Refusal =>
  refusal(
    'notYourOwn',
    `“${rule.title.zh}”只能针对本人。`,
    `You can do this for yourself only (${rule.title.en}).`,
    'P08-3.1-02',
  );

export const claimedByOther = (): Refusal =>
  refusal(
    'claimedByOther',
    '该任务已由他人认领,请等其释放,或请其转办给您。',
    'Somebody else has claimed this task. Wait for its release, or ask for it to be transferred to you.',
  );

export const notAuthor = (operation: Operation): Refusal =>
  operation === 'record.correct'
    ? refusal(
        'notAuthor',
        '只能更正本人填写的记录,请由填写人更正。',
        'Only the person who wrote a record may correct it.',
        'P04-5.4-02',
      )
    : refusal('notAuthor', '只能撤回本人的办理。', 'Only the person who acted may withdraw the act.');

export const sameHand = (): Refusal =>
  refusal(
    'samePerson',
    '按职责分离要求,前一步由您(或您代理的人、代理您的人)办理,本步骤须由另一人办理。',
    'Separation of duties: you, or somebody you stand in for or who stands in for you, did an earlier step. Another person must do this one.',
  );

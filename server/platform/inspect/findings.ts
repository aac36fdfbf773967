import type { Refusal } from '../../../core/base/result.ts';

/** Figures that a sentence needs; never anything out of the file itself. */
export type FindingParams = Readonly<Record<string, string | number>>;

interface Sentence {
  readonly zh: string;
  readonly en: string;
  readonly obligation?: string;
}

const reprint = {
  zh: '请用“打印为PDF”或扫描仪重新生成后上传。',
  en: 'Make the file anew with "Print to PDF" or a scanner and upload that.',
};
const active = (zh: string, en: string): Sentence => ({
  zh: `PDF文件中含有${zh},不能接收。${reprint.zh}`,
  en: `The PDF contains ${en} and cannot be taken. ${reprint.en}`,
});

/** What may be wrong with an upload. `{name}` stands for a figure of the finding. */
const sentences = {
  'file.empty': {
    zh: '文件是空的(0字节)。请检查原文件后重新上传。',
    en: 'The file is empty (0 bytes). Check the original and upload it again.',
  },
  'file.tooLarge': {
    zh: '文件超过{limitMb}MB。请降低彩色深度或拆成几个文件后上传(扫描分辨率仍须≥300dpi)。',
    en: 'The file is larger than {limitMb} MB. Scan it with fewer colours or split it into several files (still at 300 dpi or more).',
    obligation: 'P05-2.4-02',
  },
  'file.notPdf': {
    zh: '文件内容不是PDF(识别为:{found})。仅改扩展名无效,请另存为PDF或扫描成PDF后上传。',
    en: 'The content of the file is not PDF (it looks like: {found}). Changing the name does not help: save or scan it as PDF.',
    obligation: 'P05-2.4-01',
  },
  'file.notImage': {
    zh: '文件内容不是PNG、JPEG或WebP图片(识别为:{found})。请转换格式后上传。',
    en: 'The content of the file is not a PNG, JPEG or WebP picture (it looks like: {found}). Convert it and upload it again.',
  },
  'file.notAccepted': {
    zh: '文件内容既不是PDF也不是PNG、JPEG或WebP图片(识别为:{found})。请转换格式后上传。',
    en: 'The content of the file is neither PDF nor a PNG, JPEG or WebP picture (it looks like: {found}). Convert it and upload it again.',
  },
  'file.twoFormats': {
    zh: '文件同时是另一种格式(如压缩包),不能接收。请重新导出后上传。',
    en: 'The file is another format at the same time (such as an archive) and cannot be taken. Export it anew and upload that.',
  },
  'file.virus': {
    zh: '病毒扫描发现恶意内容,文件未保存。请查杀病毒后从原件重新生成。',
    en: 'The virus scanner found malicious content; the file was not kept. Clean your computer and make the file anew from the original.',
  },
  'file.notScanned': {
    zh: '病毒扫描服务暂时不可用,文件未保存。请稍后重新上传。',
    en: 'The virus scanner cannot be reached; the file was not kept. Upload it again later.',
  },
  'file.tooSlow': {
    zh: '文件过于复杂,未能在{seconds}秒内检查完毕。请用“打印为PDF”简化或拆分后重新上传。',
    en: 'The file is so complex that it could not be examined within {seconds} seconds. Simplify it with "Print to PDF" or split it.',
  },
  'file.unsafe': {
    zh: '文件无法安全地检查(可能已损坏或展开后过大)。请用“打印为PDF”或扫描仪重新生成后上传。',
    en: `The file cannot be examined safely (it may be damaged or unfold to too much). ${reprint.en}`,
  },
  'image.damaged': {
    zh: '图片已损坏或不完整。请重新导出后上传。',
    en: 'The picture is damaged or incomplete. Export it again and upload that.',
  },
  'image.tooManyPixels': {
    zh: '图片有{megapixels}百万像素,超过{limit}百万像素的上限。请缩小后上传。',
    en: 'The picture has {megapixels} megapixels, more than the limit of {limit}. Make it smaller and upload it again.',
  },
  'pdf.damaged': {
    zh: `PDF文件已损坏,无法打开。${reprint.zh}`,
    en: `The PDF is damaged and cannot be opened. ${reprint.en}`,
    obligation: 'P05-2.4-01',
  },
  'pdf.incomplete': {
    zh: 'PDF文件不完整,可能上传或保存时中断。请核对原文件大小后重新上传。',
    en: 'The PDF is incomplete; saving or sending it may have been interrupted. Compare its size with the original and upload it again.',
    obligation: 'P05-2.4-01',
  },
  'pdf.encrypted': {
    zh: 'PDF文件已加密或限制权限。请去除密码和权限限制后重新上传。',
    en: 'The PDF is encrypted or restricted. Remove password and restrictions and upload it again.',
  },
  'pdf.noPages': { zh: `PDF文件没有页面。${reprint.zh}`, en: `The PDF has no pages. ${reprint.en}` },
  'pdf.tooManyPages': {
    zh: 'PDF文件有{pages}页,超过{limit}页的上限。请拆分后上传。',
    en: 'The PDF has {pages} pages, more than the limit of {limit}. Split it and upload the parts.',
  },
  'pdf.javaScript': active('脚本(JavaScript)', 'a script (JavaScript)'),
  'pdf.launch': active('启动外部程序的动作', 'an action that starts a program'),
  'pdf.attachment': active('嵌入的附件或多媒体', 'an embedded file or multimedia'),
  'pdf.xfa': active('XFA动态表单', 'an XFA form'),
  'pdf.openAction': active('打开时自动执行的动作', 'an action that runs when it is opened'),
  'pdf.action': active(
    '提交数据、打开其他文件或播放媒体的动作',
    'an action that sends data, opens other files or plays media',
  ),
  'pdf.tooComplex': {
    zh: `PDF文件结构异常复杂。${reprint.zh}`,
    en: `The structure of the PDF is abnormally complex. ${reprint.en}`,
  },
  'pdf.imageTooLarge': {
    zh: 'PDF文件中一张图片有{megapixels}百万像素,超过{limit}百万像素的上限。请以300至600dpi重新扫描。',
    en: 'A picture in the PDF has {megapixels} megapixels, more than the limit of {limit}. Scan it again at 300 to 600 dpi.',
  },
  'pdf.imageMisdeclared': {
    zh: 'PDF文件声明的图片尺寸大于图片实际尺寸。请从原件以300dpi或以上重新扫描。',
    en: 'The PDF declares a picture to be larger than it is. Scan the original again at 300 dpi or more.',
    obligation: 'P05-2.4-03',
  },
  'pdf.lowResolution': {
    zh: '请以{limitDpi}dpi或以上重新扫描:{pagesZh}。',
    en: 'Scan again at {limitDpi} dpi or more: {pagesEn}.',
    obligation: 'P05-2.4-03',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

export type FindingCode = keyof typeof sentences;

export interface Finding {
  readonly code: FindingCode;
  readonly params?: FindingParams;
}

const filled = (sentence: string, params: FindingParams): string =>
  sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? ''));

export const refusalOf = ({ code, params = {} }: Finding): Refusal => {
  const { zh, en, obligation }: Sentence = sentences[code];
  return {
    code,
    message: { zh: filled(zh, params), en: filled(en, params) },
    ...(obligation === undefined ? {} : { obligation }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
  };
};

/** One refusal for all findings: the code of the first, every sentence. */
export const refusalOfAll = (findings: readonly [Finding, ...Finding[]]): Refusal => {
  const all = findings.map(refusalOf);
  return {
    ...refusalOf(findings[0]),
    message: { zh: all.map((r) => r.message.zh).join(''), en: all.map((r) => r.message.en).join(' ') },
  };
};

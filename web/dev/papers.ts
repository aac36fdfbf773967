import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const require = createRequire(import.meta.url);
let compiler: NodeCompiler | undefined;

const titles: Readonly<Record<string, readonly [string, number]>> = {
  business: ['营 业 执 照', 2],
  licence: ['医疗器械经营许可证', 2],
  registration: ['中华人民共和国医疗器械注册证', 3],
  identity: ['法定代表人身份证明', 1],
  notice: ['通 知 书', 1],
};

/** An invented paper, so that the viewer has real pages to draw. */
export const paper = (id: string, company: string): Buffer => {
  const folder = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'));
  compiler ??= NodeCompiler.create({
    fontArgs: [{ fontPaths: [join(folder, '400Regular'), join(folder, '700Bold')] }],
  });
  const [title, pages] = titles[id.split('-')[0] ?? ''] ?? ['文 件', 1];
  const body = Array.from(
    { length: pages },
    (_, page) => `
#align(center)[#v(24pt) #text(26pt, weight: "bold")[${title}] #v(6pt) ${page === 0 ? '(副 本)' : `附页 ${page}`}]
#v(30pt)
#grid(columns: (110pt, 1fr), row-gutter: 16pt, [名#h(2em)称], [${company}], [统一社会信用代码], [91320594MA1W7Q3K5X], [类#h(2em)型], [有限责任公司],
[住#h(2em)所], [苏州工业园区听澜路 18 号 3 幢], [法定代表人], [周 某], [成立日期], [2019 年 04 月 18 日],
[经营范围], [第二类医疗器械销售;第三类医疗器械经营;医护人员防护用品零售;仓储服务(不含危险品)。])
#v(1fr) #align(right)[演示数据 · 本件为虚构 #v(4pt) 2026 年 11 月 05 日] #v(40pt)`,
  ).join('\n#pagebreak()\n');
  return compiler.pdf({
    mainFileContent: `#set page(paper: "a4", margin: 64pt)\n#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")\n${body}`,
  });
};

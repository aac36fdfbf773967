import { text } from '../../../base/text.ts';
import type { Rule } from '../../../process/definition.ts';
import { wrong } from './reading.ts';

/** How files are handed in (P05 §2.4). Names stay outside the case: a file's name may hold a person's. */

const filesNamedAsRequired: Rule = {
  title: text('文件名为“经营者名称-材料名称-日期”', 'Files are named merchant - document - date'),
  because: 'P05-2.4-04',
  needs: ['misnamedFiles'],
  check: (view) => {
    const misnamed = Number(view.facts.misnamedFiles ?? 0);
    return misnamed === 0
      ? true
      : wrong(
          'fileName',
          `有 ${misnamed} 个文件未按“经营者名称-材料名称-日期”命名(如“XX医疗器械公司-营业执照-20250520.pdf”),请改名后重新上传。`,
          `${misnamed} file(s) are not named “merchant-document-date” (like “XX医疗器械公司-营业执照-20250520.pdf”). Rename and upload them again.`,
        );
  },
};

export const fileRules = { filesNamedAsRequired };

import { describe, expect, test } from 'vitest';
import { inspect } from './inspection.ts';
import { defaultLimits } from './limits.ts';
import { EXTRA, flateStream, type SampleDocument, sampleDocument, textPage } from './sample-pdf.ts';

const lookAt = async (document: SampleDocument): Promise<string[]> => {
  const { findings } = await inspect(sampleDocument(document), 'pdf', defaultLimits);
  return findings.map(({ code }) => code);
};

describe('active content is refused wherever it hides', () => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  test.each<[string, Partial<SampleDocument>, string]>([
    ['a script run on opening', { catalog: `/OpenAction ${script}` }, 'pdf.javaScript'],
    ['a script by reference', { catalog: `/OpenAction ${EXTRA} 0 R`, extra: [script] }, 'pdf.javaScript'],
    ['a script with its name spelt otherwise', { extra: ['<< /S /J#61vaScript /JS (x) >>'] }, 'pdf.javaScript'],
    [
      'a script whose name stands elsewhere',
      { extra: [`<< /S ${EXTRA + 1} 0 R /JS (x) >>`, '/JavaScript'] },
      'pdf.javaScript',
    ],
    [
      'a script in the name tree',
      { catalog: `/Names << /JavaScript << /Names [(a) ${script}] >> >>` },
      'pdf.javaScript',
    ],
    ['a script behind comments', { extra: ['<< %)>>\n /S%\n/JavaScript /JS (x) >>'] }, 'pdf.javaScript'],
    [
      'a script in a compressed object stream',
      { extra: [flateStream('/Type /ObjStm /N 1 /First 4', `9 0 ${script}`)] },
      'pdf.javaScript',
    ],
    [
      'a script in an object stream that does not say so',
      { extra: [flateStream('/N 1 /First 4', `9 0 ${script}`)] },
      'pdf.javaScript',
    ],
    [
      'the start of a program',
      {
        pages: [
          textPage('/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (calc.exe) >> >>]'),
        ],
      },
      'pdf.launch',
    ],
    [
      'an embedded file',
      {
        catalog: `/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << /F ${EXTRA} 0 R >> >>] >> >>`,
        extra: [flateStream('/Type /EmbeddedFile', 'MZ')],
      },
      'pdf.attachment',
    ],
    [
      'a film',
      { pages: [textPage('/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]')] },
      'pdf.attachment',
    ],
    [
      'an address called on opening',
      { catalog: '/OpenAction << /S /URI /URI (http://example.org) >>' },
      'pdf.openAction',
    ],
    [
      'an address called after a harmless jump',
      {
        catalog: `/OpenAction << /S /GoTo /D [0] /Next ${EXTRA} 0 R >>`,
        extra: ['<< /S /URI /URI (http://example.org) >>'],
      },
      'pdf.openAction',
    ],
    [
      'an address called when a page is turned',
      { pages: [textPage('/AA << /O << /S /URI /URI (http://example.org) >> >>')] },
      'pdf.openAction',
    ],
    ['an XFA form', { catalog: '/AcroForm << /XFA [(a) (b)] /Fields [] >>' }, 'pdf.xfa'],
    ['a form that sends its data', { extra: ['<< /S /SubmitForm /F (http://example.org) >>'] }, 'pdf.action'],
  ])('%s', async (_what, document, code) => {
    expect(await lookAt({ pages: [textPage()], ...document })).toContain(code);
  });

  test('links, bookmarks and an opening view are no harm', async () => {
    const link =
      '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://example.org) >> >>]';
    expect(await lookAt({ pages: [textPage(link)], catalog: '/OpenAction [6 0 R /Fit]' })).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { words } from './data/words.ts';

const here = import.meta.dirname;
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !path.includes('.spec.') && !path.startsWith('data/'),
);
const contents = new Map(sources.map((path) => [path, readFileSync(join(here, path), 'utf8')]));

describe('the dictionary of the screens', () => {
  it('says every word in both languages', () => {
    const lacking = Object.entries(words).filter(([, text]) => text.zh.trim() === '' || text.en.trim() === '');
    expect(lacking).toEqual([]);
  });

  it('says Chinese in Chinese and English in English', () => {
    const han = /\p{Script=Han}/u;
    const swapped = Object.entries(words).filter(
      ([key, text]) =>
        (han.test(text.en) || (!han.test(text.zh) && /[a-z]{3}/i.test(text.zh))) && key !== 'nav.language',
    );
    expect(swapped).toEqual([]);
  });

  it('sets Chinese with the marks of Chinese, not with those of ASCII', () => {
    const ascii = Object.entries(words).filter(([, text]) =>
      /\p{Script=Han}[,:;?()]|[()]\p{Script=Han}/u.test(text.zh),
    );
    expect(ascii.map(([key]) => key)).toEqual([]);
  });

  it('fills the same blanks in both languages', () => {
    const blanks = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
    const uneven = Object.entries(words).filter(([, text]) => `${blanks(text.zh)}` !== `${blanks(text.en)}`);
    expect(uneven).toEqual([]);
  });

  it('holds every word: no screen spells Chinese itself', () => {
    const spelt = [...contents].filter(
      ([path, source]) =>
        // What stands in the blank file of a year are names of holidays, in the file's own format.
        path !== 'modules/calendar/year-file.ts' &&
        /\p{Script=Han}/u.test(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    );
    expect(spelt.map(([path]) => path)).toEqual([]);
  });

  it('holds every word: no screen spells English between its tags or in its labels', () => {
    const spelt = [...contents].flatMap(([path, source]) =>
      (
        source.match(
          /(?:(?<![=])>[ \t]*[A-Z][a-z]+ ?[a-z ]*<\/|(?:title|aria-label|placeholder|alt)="[A-Za-z][^"]+")/g,
        ) ?? []
      ).map((found) => `${path}: ${found}`),
    );
    expect(spelt).toEqual([]);
  });

  it('holds no word that no screen says', () => {
    const all = [...contents.values()].join('\n');
    const unsaid = Object.keys(words).filter((key) => {
      // A key may be put together: `time.${side}.${size}`.
      const families = [...key.matchAll(/\./g)].map((dot) => key.slice(0, dot.index + 1));
      return !all.includes(`'${key}'`) && !families.some((family) => all.includes(`\`${family}$`));
    });
    expect(unsaid).toEqual([]);
  });
});

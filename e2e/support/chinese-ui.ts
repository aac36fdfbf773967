import type { Page } from 'playwright-core';
import { obligations } from '../../core/manual/obligations.ts';
import { wired } from '../../core/modules/registry.ts';
import { words } from '../../web/data/words.ts';

const HAN = /\p{Script=Han}/u;

/** Every pair of Chinese and English that a definition holds, at whatever depth. */
const pairsIn = (node: unknown): readonly string[] => {
  if (typeof node !== 'object' || node === null) return [];
  if ('zh' in node && 'en' in node && typeof node.zh === 'string') return [node.zh];
  return Object.values(node).flatMap(pairsIn);
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A sentence with holes as a pattern: `剩 {d} 天` meets `剩 3 天`. A bare `{n}` would meet everything. */
const patternOf = (sentence: string): string => `^${escaped(sentence).replace(/\\\{\w+\\\}/g, '.+')}$`;

const sentences = (): readonly string[] => {
  const ours = Object.values(words).map(({ zh }): string => zh);
  return [...new Set([...ours, ...wired.flatMap(pairsIn)])].filter((sentence) => HAN.test(sentence));
};

/** What is shown or read aloud: texts, labels, placeholders, titles. */
const spoken = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label],[placeholder],[title]'))
      for (const name of ['aria-label', 'placeholder', 'title']) found.push(element.getAttribute(name) ?? '');
    return found.map((text) => text.trim()).filter((text) => text !== '');
  });

/** Sentences of screens and procedures that stand in Chinese on a page meant to be English. Data don't count. */
export const chineseUi = async (page: Page): Promise<readonly string[]> => {
  const data = new Set<string>(obligations.map((row) => row.obligation));
  const patterns = sentences().map((sentence) => new RegExp(patternOf(sentence), 'u'));
  const shown = (await spoken(page)).filter((text) => HAN.test(text) && !data.has(text) && text !== '中文');
  return [...new Set(shown.filter((text) => patterns.some((pattern) => pattern.test(text))))];
};

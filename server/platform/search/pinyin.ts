import { pinyin } from 'pinyin-pro';

/** `上海明康` -> `shmk` and its tails from the second to the fifth syllable, so that people can type what they remember. */
export const pinyinInitials = (text: string): readonly string[] => {
  const han = [...text].filter((character) => /\p{Script=Han}/u.test(character)).join('');
  if (han === '') return [];
  const initials = pinyin(han, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
  return [0, 1, 2, 3, 4].filter((from) => initials.length - from >= 2).map((from) => initials.slice(from));
};

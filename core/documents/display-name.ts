const MAX_CHARACTERS = 120;
const MAX_EXTENSION = 10;

// Control characters, marks that turn the reading direction (fdp.exe shown as exe.pdf), and characters without width.
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\uFFFD]/gu;
// Forbidden in names on Windows; the separators are cut before.
const forbidden = /[<>:"|?*]/g;
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

const shortened = (name: string): string => {
  const characters = Array.from(name);
  if (characters.length <= MAX_CHARACTERS) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION ? name.slice(dot) : '';
  return `${characters.slice(0, MAX_CHARACTERS - extension.length - 1).join('')}…${extension}`;
};

/**
 * A name that is safe to show and to save under: its last path segment, in NFC, without invisible characters, at most
 * 120 characters with the extension kept; `未命名` where nothing is left. It is for people only: no path is made of it.
 */
export const displayFileName = (raw: string): string => {
  const segment = raw.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const name = segment
    .replace(invisible, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(forbidden, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (name === '') return '未命名';
  return shortened(reserved.test(name) ? `_${name}` : name);
};

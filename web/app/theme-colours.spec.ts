import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { light, night } from './theme-colours.ts';

const sheet = readFileSync(join(import.meta.dirname, '..', 'look', 'tokens.css'), 'utf8');
const [day = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)');
const coloursOf = (css: string): Record<string, string> =>
  Object.fromEntries([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']));

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
};

const pairs = [
  ...['page', 'surface', 'raised', 'hover', 'selected', 'sunken'].flatMap((ground) => [
    ['ink', ground],
    ['ink-2', ground],
  ]),
  ...['page', 'surface', 'selected'].flatMap((ground) => [
    ['ink-3', ground],
    ['accent-ink', ground],
  ]),
  ['ink-3', 'sunken'],
  ['on-accent', 'accent'],
  ['accent-ink', 'accent-soft'],
  ['danger', 'surface'],
  ['danger', 'page'],
  ['danger', 'danger-soft'],
  ['surface', 'danger'],
  ['warn', 'warn-soft'],
  ['warn', 'surface'],
  ['pass', 'pass-soft'],
  ['pass', 'surface'],
] as const;

describe.each([
  ['by day', coloursOf(day)],
  ['by night', { ...coloursOf(day), ...coloursOf(dark) }],
])('the colours %s', (_, colours) => {
  it('carry small text everywhere with the contrast of WCAG 2.2 AA', () => {
    const weak = pairs
      .map(([ink, ground]) => ({
        pair: `${ink} on ${ground}`,
        ratio: contrast(colours[ink] ?? '', colours[ground] ?? ''),
      }))
      .filter(({ ratio }) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  });
});

it('are the same in our own sheet and in what antd is given', () => {
  const [ours, oursDark] = [coloursOf(day), coloursOf(dark)];
  expect([
    light.token.colorPrimary,
    light.token.colorError,
    light.token.colorTextBase,
    light.token.colorBorder,
  ]).toEqual([ours.accent, ours.danger, ours.ink, ours['line-strong']]);
  expect([
    night.token.colorPrimary,
    night.token.colorTextBase,
    night.token.colorBgContainer,
    night.token.colorBorder,
  ]).toEqual([oursDark.accent, oursDark.ink, oursDark.surface, oursDark['line-strong']]);
});

import { type ThemeConfig, theme } from 'antd';
import { useSyncExternalStore } from 'react';
import { light, night } from './theme-colours.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

const themes = [light, night].map((colours, n): { moving: ThemeConfig; still: ThemeConfig } => {
  const algorithm = n === 0 ? theme.defaultAlgorithm : theme.darkAlgorithm;
  return {
    moving: { ...colours, algorithm },
    still: { ...colours, token: { ...colours.token, motion: false }, algorithm },
  };
});

const subscribe = (listener: () => void) => {
  for (const list of [dark, still]) list.addEventListener('change', listener);
  return () => {
    for (const list of [dark, still]) list.removeEventListener('change', listener);
  };
};

const current = (): ThemeConfig | undefined => themes[dark.matches ? 1 : 0]?.[still.matches ? 'still' : 'moving'];

/** Follows the system, in colours and in motion: there is no switch to forget. */
export const useTheme = (): ThemeConfig => useSyncExternalStore(subscribe, current) ?? {};

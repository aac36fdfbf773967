import { type ThemeConfig, theme } from 'antd';
import { useSyncExternalStore } from 'react';
import { light, night } from './theme-colours.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

const byDay: ThemeConfig = { ...light, algorithm: theme.defaultAlgorithm };
const byNight: ThemeConfig = { ...night, algorithm: theme.darkAlgorithm };

const subscribe = (listener: () => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

/** Follows the system: there is no switch to forget. */
export const useTheme = (): ThemeConfig => (useSyncExternalStore(subscribe, () => dark.matches) ? byNight : byDay);

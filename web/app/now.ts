import { useSyncExternalStore } from 'react';
import { serverNow } from './api.ts';

const everyMs = 15_000;
const listeners = new Set<() => void>();
let current = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;

const tick = () => {
  current = serverNow();
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  if (listeners.size === 1) {
    timer = setInterval(tick, everyMs);
    queueMicrotask(tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
};

/** The server's now in ms, one shared tick for every clock on the screen. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => current);

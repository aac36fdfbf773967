import { useSyncExternalStore } from 'react';

/** Whether a media query holds now, e.g. `(min-width: 1100px)`. */
export const useMedia = (media: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(media);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(media).matches,
  );

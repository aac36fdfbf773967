import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';

/** Running sum of row heights: `offsets[i]` is where row i begins, the last entry is the whole height. */
export const offsetsOf = (heights: readonly number[]): number[] => {
  const offsets = [0];
  for (const height of heights) offsets.push((offsets.at(-1) ?? 0) + height);
  return offsets;
};

/** First row that reaches below `y`, found by halving. */
export const rowAt = (offsets: readonly number[], y: number): number => {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle + 1] ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low);
};

const spare = 6;

/**
 * Only the rows in sight (and a few around) are drawn, so that 100,000 rows scroll like ten. Heights are known beforehand,
 * in px, one for each row.
 */
export const useWindow = (box: RefObject<HTMLElement | null>, heights: readonly number[]) => {
  const offsets = useMemo(() => offsetsOf(heights), [heights]);
  const [view, setView] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [box]);
  const reveal = useCallback(
    (row: number) => {
      const element = box.current;
      const from = offsets[row];
      const to = offsets[row + 1];
      if (!element || from === undefined || to === undefined) return;
      if (from < element.scrollTop) element.scrollTop = from;
      else if (to > element.scrollTop + element.clientHeight) element.scrollTop = to - element.clientHeight;
    },
    [box, offsets],
  );
  const first = Math.max(0, rowAt(offsets, view.top) - spare);
  const last = Math.min(heights.length - 1, rowAt(offsets, view.top + view.height) + spare);
  return { first, last, offsets, total: offsets.at(-1) ?? 0, reveal };
};

/** Calls `more` when the last drawn row comes within reach of the end. */
export const useReachEnd = (last: number, count: number, hasMore: boolean, more: () => void): void => {
  useEffect(() => {
    if (hasMore && count > 0 && last >= count - 10) more();
  }, [last, count, hasMore, more]);
};

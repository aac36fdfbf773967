import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../app/language.tsx';
import type { PDFDocumentProxy } from './pdf.ts';

interface Props {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  /** CSS pixels across. */
  readonly width: number;
  readonly rotation: number;
  /** Height over width before the page itself is known. */
  readonly ratio: number;
  readonly onVisible?: (number: number) => void;
}

/** One page on a canvas, drawn when it comes near the view and again when size or rotation changes. */
export const PdfPage = ({ document, number, width, rotation, ratio, onVisible }: Props) => {
  const { t } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  const [ownRatio, setOwnRatio] = useState<number | null>(null);
  const seen = useRef(onVisible);
  seen.current = onVisible;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const nearby = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '600px 0px',
    });
    const middle = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen.current?.(number), {
      rootMargin: '-45% 0px -45% 0px',
    });
    nearby.observe(element);
    middle.observe(element);
    return () => {
      nearby.disconnect();
      middle.disconnect();
    };
  }, [number]);

  useEffect(() => {
    if (!near || width <= 0) return;
    let stopped = false;
    let stop: (() => void) | undefined;
    void document.getPage(number).then((page) => {
      if (stopped || !canvas.current) return;
      const angle = (page.rotate + rotation) % 360;
      const natural = page.getViewport({ scale: 1, rotation: angle });
      setOwnRatio(natural.height / natural.width);
      const density = Math.min(window.devicePixelRatio || 1, 3);
      const viewport = page.getViewport({ scale: (width / natural.width) * density, rotation: angle });
      canvas.current.width = Math.floor(viewport.width);
      canvas.current.height = Math.floor(viewport.height);
      const task = page.render({ canvas: canvas.current, viewport });
      stop = () => task.cancel();
      task.promise.catch(() => undefined);
    });
    return () => {
      stopped = true;
      stop?.();
    };
  }, [document, number, width, rotation, near]);

  return (
    <div
      ref={box}
      className="viewer-page"
      data-page={number}
      style={{ inlineSize: width, blockSize: Math.round(width * (ownRatio ?? ratio)) }}
    >
      {near && <canvas ref={canvas} role="img" aria-label={t('viewer.goto', { n: number })} />}
    </div>
  );
};

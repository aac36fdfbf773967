import { Button } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLanguage } from '../../app/language.tsx';
import { EmptyState, Skeleton } from '../states.tsx';
import { openPdf, type PDFDocumentProxy } from './pdf.ts';
import { PdfPage } from './pdf-page.tsx';

interface Props {
  readonly url: string;
  readonly zoom: number;
  readonly rotation: number;
  readonly thumbs: boolean;
  readonly onPage: (page: number, pages: number) => void;
}

type Opened = { readonly document: PDFDocumentProxy; readonly ratio: number } | 'failed' | null;

const useOpened = (url: string, attempt: number): Opened => {
  const [opened, setOpened] = useState<Opened>(null);
  useEffect(() => {
    let left = false;
    let document: PDFDocumentProxy | undefined;
    setOpened(null);
    openPdf(url)
      .then(async (loaded) => {
        document = loaded;
        const first = (await loaded.getPage(1)).getViewport({ scale: 1 });
        if (left) await loaded.loadingTask.destroy();
        else setOpened({ document: loaded, ratio: first.height / first.width });
      })
      .catch(() => !left && setOpened('failed'));
    return () => {
      left = true;
      void document?.loadingTask.destroy();
    };
  }, [url, attempt]);
  return opened;
};

/** All pages below one another; thumbnails beside them jump. Only pages near the view are drawn. */
export const PdfView = ({ url, zoom, rotation, thumbs, onPage }: Props) => {
  const { t } = useLanguage();
  const [attempt, setAttempt] = useState(1);
  const opened = useOpened(url, attempt);
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [page, setPage] = useState(1);
  const pages = opened && opened !== 'failed' ? opened.document.numPages : 0;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (pages > 0) onPage(page, pages);
  }, [page, pages, onPage]);
  const visible = useCallback((number: number) => setPage(number), []);
  const jump = (number: number) =>
    box.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' });
  const width = Math.max(120, Math.round((room - 32) * zoom));
  return (
    <div className="viewer-body">
      {thumbs && opened && opened !== 'failed' && (
        <nav className="viewer-thumbs" aria-label={t('viewer.thumbs')}>
          {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
            <button
              key={number}
              type="button"
              className={number === page ? 'viewer-thumb viewer-thumb-current' : 'viewer-thumb'}
              aria-label={t('viewer.goto', { n: number })}
              aria-current={number === page ? 'true' : undefined}
              onClick={() => jump(number)}
            >
              <PdfPage document={opened.document} number={number} width={64} rotation={rotation} ratio={opened.ratio} />
              {number}
            </button>
          ))}
        </nav>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={box} className="viewer-pages" tabIndex={0}>
        {opened === null && <Skeleton rows={3} lines={4} />}
        {opened === 'failed' && (
          <EmptyState icon="warn" title={t('viewer.failed')} hint={t('viewer.failedHint')}>
            <Button onClick={() => setAttempt(attempt + 1)}>{t('common.retry')}</Button>
          </EmptyState>
        )}
        {opened &&
          opened !== 'failed' &&
          Array.from({ length: pages }, (_, index) => (
            <PdfPage
              key={index}
              document={opened.document}
              number={index + 1}
              width={width}
              rotation={rotation}
              ratio={opened.ratio}
              onVisible={visible}
            />
          ))}
      </div>
    </div>
  );
};

import './viewer.css';
import { Button, Select, Tooltip } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { FileView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { useHotKeys } from '../hot-keys.ts';
import { Icon, type IconName } from '../icon.tsx';
import { useMedia } from '../media.ts';
import { EmptyState, Skeleton } from '../states.tsx';

const PdfView = lazy(() => import('./pdf-view.tsx').then((module) => ({ default: module.PdfView })));

const Tool = (props: { icon: IconName; label: string; on: () => void; disabled?: boolean; pressed?: boolean }) => (
  <Tooltip title={props.label}>
    <Button
      type="text"
      size="small"
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      {...(props.pressed === undefined ? {} : { 'aria-pressed': props.pressed })}
      disabled={props.disabled ?? false}
      onClick={props.on}
    />
  </Tooltip>
);

const fileUrl = (file: FileView): string => `/api/files/${encodeURIComponent(file.id)}`;

interface Props {
  readonly files: readonly FileView[];
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
}

const useView = (fileId: string | undefined) => {
  const [zoom, setZoom] = useState(1);
  const [rotation, setRotation] = useState(0);
  const [page, setPage] = useState<{ at: number; of: number } | null>(null);
  const onPage = useCallback((at: number, of: number) => setPage({ at, of }), []);
  useEffect(() => {
    setZoom(1);
    setRotation(0);
    setPage(null);
  }, [fileId]);
  return {
    zoom,
    rotation,
    page,
    onPage,
    larger: () => setZoom((was) => Math.min(4, was * 1.25)),
    smaller: () => setZoom((was) => Math.max(0.25, was / 1.25)),
    fit: () => setZoom(1),
    rotate: () => setRotation((was) => (was + 90) % 360),
  };
};

/** The file beside the form: documents of the case, pages, zoom, rotation, all by keyboard too. */
export const FileViewer = ({ files, chosen, choose }: Props) => {
  const { t, pick } = useLanguage();
  const wide = useMedia('(min-width: 1280px)');
  const [thumbs, setThumbs] = useState(wide);
  const at = Math.max(
    0,
    files.findIndex((file) => file.id === chosen),
  );
  const file = files[at];
  const view = useView(file?.id);
  const step = (by: 1 | -1) => {
    const next = files[at + by];
    if (next) choose(next.id);
  };
  useHotKeys({
    '[': () => step(-1),
    ']': () => step(1),
    '+': view.larger,
    '=': view.larger,
    '-': view.smaller,
    '0': view.fit,
    r: view.rotate,
    t: () => setThumbs((was) => !was),
  });
  if (!file) return <EmptyState icon="file" title={t('viewer.none')} hint={t('viewer.noneHint')} />;
  return (
    <section className="viewer" aria-label={t('viewer.region')}>
      <header className="viewer-tools">
        <Tool icon="chevronLeft" label={t('viewer.previous')} on={() => step(-1)} disabled={at === 0} />
        <Select
          className="viewer-choice"
          size="small"
          variant="borderless"
          aria-label={t('viewer.choose')}
          value={file.id}
          popupMatchSelectWidth={false}
          onChange={choose}
          options={files.map((one, index) => ({
            value: one.id,
            label: `${index + 1}. ${one.document ? pick(one.document) : one.name}`,
          }))}
        />
        <Tool icon="chevronRight" label={t('viewer.next')} on={() => step(1)} disabled={at === files.length - 1} />
        <span className="viewer-gap" />
        <Tool icon="minus" label={t('viewer.zoomOut')} on={view.smaller} />
        <Tool icon="fit" label={t('viewer.fit')} on={view.fit} />
        <Tool icon="plus" label={t('viewer.zoomIn')} on={view.larger} />
        <Tool icon="rotate" label={t('viewer.rotate')} on={view.rotate} />
        <Tool icon="thumbs" label={t('viewer.thumbs')} on={() => setThumbs(!thumbs)} pressed={thumbs} />
        <Tooltip title={t('viewer.download')}>
          <Button
            type="text"
            size="small"
            href={fileUrl(file)}
            target="_blank"
            rel="noreferrer"
            icon={<Icon name="external" />}
            aria-label={t('viewer.download')}
          />
        </Tooltip>
      </header>
      {file.mediaType.startsWith('image/') ? (
        <div className="viewer-body">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <div className="viewer-pages" tabIndex={0}>
            <img
              className="viewer-image"
              src={fileUrl(file)}
              alt={file.document ? pick(file.document) : file.name}
              style={{ width: `${view.zoom * 100}%`, rotate: `${view.rotation}deg` }}
            />
          </div>
        </div>
      ) : (
        <Suspense fallback={<Skeleton rows={3} lines={4} />}>
          <PdfView
            key={file.id}
            url={fileUrl(file)}
            zoom={view.zoom}
            rotation={view.rotation}
            thumbs={thumbs}
            onPage={view.onPage}
          />
        </Suspense>
      )}
      <footer className="viewer-foot">
        <span className="viewer-name">{file.name}</span>
        {view.page && <span aria-live="polite">{t('viewer.page', { n: view.page.at, total: view.page.of })}</span>}
      </footer>
    </section>
  );
};

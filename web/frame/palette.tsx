import './palette.css';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Modal } from 'antd';
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useState } from 'react';
import type { SearchAnswer } from '../../core/contract/requests.ts';
import { getJson, query } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import type { WordKey } from '../data/words.ts';
import { Icon, type IconName } from '../parts/icon.tsx';

interface Line {
  readonly id: string;
  readonly group: string;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  readonly url: string;
}

const icons: Record<SearchAnswer['hits'][number]['kind'], IconName> = {
  case: 'cases',
  merchant: 'person',
  paper: 'paper',
  obligation: 'register',
  person: 'person',
};

/** Ctrl-K (or ⌘K) anywhere, also while typing. */
export const usePalette = (enabled: boolean) => {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen((was) => !was);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
  return { open, show: useCallback(() => setOpen(true), []), hide: useCallback(() => setOpen(false), []) };
};

const useDebounced = <T,>(value: T, ms: number): T => {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
};

const useLines = (typed: string, places: readonly { to: string; icon: IconName; label: WordKey }[]) => {
  const { t } = useLanguage();
  const q = useDebounced(typed.trim(), 80);
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => getJson<SearchAnswer>(`/api/search${query({ q })}`, { signal }),
    enabled: q.length > 0,
    placeholderData: (before) => before,
  });
  const lines = useMemo<Line[]>(() => {
    const pages = places
      .map((place) => ({
        id: place.to,
        group: t('search.pages'),
        icon: place.icon,
        title: t(place.label),
        detail: '',
        url: place.to,
      }))
      .filter((line) => q === '' || line.title.toLowerCase().includes(q.toLowerCase()));
    const hits = (q === '' ? [] : (found.data?.hits ?? [])).map((hit) => ({
      id: `${hit.kind}:${hit.id}`,
      group: t(`search.${hit.kind}`),
      icon: icons[hit.kind],
      title: hit.title,
      detail: hit.detail,
      url: hit.url,
    }));
    return [...hits, ...pages];
  }, [found.data, places, q, t]);
  return { lines, q, looking: found.isFetching };
};

export const Palette = ({
  close,
  places,
}: {
  close: () => void;
  places: readonly { to: string; icon: IconName; label: WordKey }[];
}) => {
  const { t } = useLanguage();
  const { history } = useRouter();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { lines, q, looking } = useLines(typed, places);
  const chosen = Math.min(at, Math.max(0, lines.length - 1));
  const go = (line: Line | undefined) => {
    if (!line) return;
    close();
    history.push(line.url);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((chosen + step + lines.length) % Math.max(1, lines.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(lines[chosen]);
    }
  };
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      closable={false}
      width={600}
      style={{ top: 96 }}
      styles={{ container: { padding: 0, overflow: 'hidden' } }}
      title={<span className="visually-hidden">{t('search.title')}</span>}
      className="palette"
    >
      <div className="palette-field">
        <Icon name="search" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette was opened to be typed into
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={lines[chosen] ? `${list}-${chosen}` : undefined}
          aria-label={t('search.title')}
          placeholder={t('search.hint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      </div>
      <div id={list} role="listbox" aria-label={t('search.title')} className="palette-list">
        {lines.map((line, index) => (
          <div key={line.id}>
            {lines[index - 1]?.group !== line.group && (
              <p className="palette-group" aria-hidden="true">
                {line.group}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which keeps the focus */}
            <div
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={index === chosen ? 'palette-line palette-chosen' : 'palette-line'}
              onMouseMove={() => setAt(index)}
              onClick={() => go(line)}
            >
              <Icon name={line.icon} />
              <span className="palette-title">{line.title}</span>
              <span className="palette-detail">{line.detail}</span>
            </div>
          </div>
        ))}
        {lines.length === 0 && !looking && <p className="palette-none">{t('search.none', { q })}</p>}
      </div>
      <p className="palette-foot">{t('search.keys')}</p>
    </Modal>
  );
};

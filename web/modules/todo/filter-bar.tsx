import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Input, Popover, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { Icon } from '../../parts/icon.tsx';
import { keptFilters, type SavedFilter, useSavedFilters } from './saved-filters.ts';

const route = getRouteApi('/inside/todo');

const SavedList = ({ close }: { close: () => void }) => {
  const { t } = useLanguage();
  const { personId } = useSession();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [saved, setSaved] = useSavedFilters(personId);
  const [name, setName] = useState('');
  const use = (filter: SavedFilter) => {
    close();
    void navigate({ to: '/todo', search: keptFilters(filter) });
  };
  return (
    <div className="saved">
      {saved.length === 0 && <p className="muted">{t('todo.noSaved')}</p>}
      <ul>
        {saved.map((filter) => (
          <li key={filter.name}>
            <button type="button" className="plain-button saved-use" onClick={() => use(filter)}>
              {filter.name}
            </button>
            <button
              type="button"
              className="plain-button saved-drop"
              aria-label={`${t('common.remove')} ${filter.name}`}
              onClick={() => setSaved(saved.filter((other) => other.name !== filter.name))}
            >
              <Icon name="cross" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <form
        className="saved-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          setSaved([
            ...saved.filter((other) => other.name !== name.trim()),
            { name: name.trim(), ...keptFilters(search) },
          ]);
          setName('');
        }}
      >
        <Input
          size="small"
          value={name}
          maxLength={20}
          aria-label={t('todo.filterName')}
          placeholder={t('todo.filterName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button size="small" htmlType="submit">
          {t('todo.saveFilter')}
        </Button>
      </form>
    </div>
  );
};

/** Filters live in the address, so that a link restores them; named ones are kept on this device. */
export const FilterBar = ({ items }: { items: readonly TodoItem[] }) => {
  const { t, pick } = useLanguage();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.q ?? '');
  const [open, setOpen] = useState(false);
  useEffect(() => setTyped(search.q ?? ''), [search.q]);
  useEffect(() => {
    if (typed.trim() === (search.q ?? '')) return;
    const timer = setTimeout(() => {
      void navigate({ to: '/todo', search: keptFilters({ ...search, q: typed.trim() }), replace: true });
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, search, navigate]);
  const processes = new Map(items.map((item) => [item.process.name, pick(item.process.title)]));
  if (search.process && !processes.has(search.process)) processes.set(search.process, search.process);
  return (
    <div className="todo-filters">
      <Input
        allowClear
        prefix={<Icon name="search" size={16} />}
        aria-label={t('todo.find')}
        placeholder={t('todo.find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Select
        aria-label={t('todo.process')}
        value={search.process ?? ''}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: t('todo.allProcesses') },
          ...[...processes].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(process: string) =>
          void navigate({ to: '/todo', search: keptFilters({ ...search, process }), replace: true })
        }
      />
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        arrow={false}
        content={<SavedList close={() => setOpen(false)} />}
      >
        <Button icon={<Icon name="star" />} aria-label={t('todo.saved')} aria-expanded={open} />
      </Popover>
    </div>
  );
};

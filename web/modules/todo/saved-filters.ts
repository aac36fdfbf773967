import { useState } from 'react';
import type { TodoFilter } from '../../app/todo-query.ts';

export interface SavedFilter extends TodoFilter {
  readonly name: string;
}

/** Only the members of a filter that are set. */
export const keptFilters = (filter: TodoFilter): { q?: string; process?: string } => ({
  ...(filter.q ? { q: filter.q } : {}),
  ...(filter.process ? { process: filter.process } : {}),
});

const read = (key: string): SavedFilter[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as SavedFilter[]) : [];
  } catch {
    return [];
  }
};

export const useSavedFilters = (personId: string) => {
  const key = `plumbline.todo-filters.${personId}`;
  const [saved, setSaved] = useState(() => read(key));
  const keep = (filters: SavedFilter[]) => {
    localStorage.setItem(key, JSON.stringify(filters));
    setSaved(filters);
  };
  return [saved, keep] as const;
};

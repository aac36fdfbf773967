import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { PersonView } from '../../core/contract/common.ts';
import type { StaffPageView } from '../../core/contract/staff-view.ts';
import { getJson, query } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';

interface Props {
  readonly id: string;
  readonly entityId: string;
  readonly value: string | null;
  readonly change: (personId: string | null) => void;
  /** Somebody to be named before anything is typed. */
  readonly first?: PersonView;
  /** Somebody who cannot be chosen. */
  readonly without?: string;
}

/** A colleague of the same company, found by name or post: a company has more people than a list can show. */
export const ColleagueSelect = ({ id, entityId, value, change, first, without }: Props) => {
  const { t, pick } = useLanguage();
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['organisation', 'colleagues', entityId, q],
    queryFn: ({ signal }) => getJson<StaffPageView>(`/api/staff${query({ entityId, q })}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const rows = (found.data?.items ?? []).map((row) => ({
    value: row.personId,
    label: row.posts.length === 0 ? row.name : `${row.name} · ${row.posts.map((post) => pick(post.title)).join('、')}`,
  }));
  const named = first === undefined || rows.some((row) => row.value === first.personId);
  const all = named ? rows : [{ value: first.personId, label: first.name }, ...rows];
  return (
    <Select
      id={id}
      showSearch={{ filterOption: false, onSearch: setQ }}
      allowClear
      placeholder={t('colleague.find')}
      loading={found.isFetching}
      value={value}
      onChange={(chosen) => change(chosen ?? null)}
      options={all.filter((row) => row.value !== without)}
    />
  );
};

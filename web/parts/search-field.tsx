import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  /** Called once the typing pauses. */
  readonly search: (value: string) => void;
}

const pauseMs = 250;

/** A search field whose word lives elsewhere (in the address): typed here, handed on when the typing pauses. */
export const SearchField = ({ label, value, search }: Props) => {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => search(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, search]);
  return (
    <Input
      className="search-field"
      allowClear
      prefix={<Icon name="search" size={16} />}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
};

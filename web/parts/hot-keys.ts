import { useEffect, useRef } from 'react';

/** True while the keys belong to what is focused: a field, an open menu, a dialog. */
const busyElsewhere = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"],[role="listbox"],[role="dialog"],[role="radiogroup"]'))
    return true;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
};

/** Single-letter keys of a page. They rest while somebody types or a dialog is open. */
export const useHotKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || busyElsewhere(event.target)) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
      if (event.key === 'Enter' && event.target instanceof HTMLElement && /^(A|BUTTON)$/.test(event.target.tagName))
        return;
      const act = current.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};

import { useLanguage } from '../../app/language.tsx';
import { minuteOf } from '../time-left.ts';
import type { DraftState } from './use-task-form.ts';

/** Says "saved" only once the server has it. */
export const DraftNote = ({ state }: { state: DraftState }) => {
  const { t } = useLanguage();
  switch (state.kind) {
    case 'none':
      return <span />;
    case 'restored':
      return <span>{t('draft.restored', { at: minuteOf(state.at) })}</span>;
    case 'typing':
      return <span>{t('draft.typing')}</span>;
    case 'saving':
      return <span>{t('draft.saving')}</span>;
    case 'saved':
      return <span>{t('draft.saved', { at: minuteOf(state.at).slice(11) })}</span>;
    case 'local':
      return <span className="task-wrong">{t('draft.local')}</span>;
  }
};

import { Button, Tooltip } from 'antd';
import type { TodoItem } from '../../../core/contract/todo-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';

/** The next item, one press or one key away. */
export const NextButton = ({ next, waiting, go }: { next: TodoItem | undefined; waiting: boolean; go: () => void }) => {
  const { t, pick } = useLanguage();
  return (
    <Tooltip title={next ? `${next.subject} · ${pick(next.title)}` : t('case.nextNone')}>
      <Button onClick={go} disabled={waiting}>
        {t(next ? 'case.next' : 'case.backToList')}
        <Icon name={next ? 'arrowRight' : 'todo'} />
        <kbd className="key">n</kbd>
      </Button>
    </Tooltip>
  );
};

import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import type { SignableAct, SignableItem } from '../../../core/contract/sign-list.ts';
import { useLanguage } from '../../app/language.tsx';
import { ClockPill } from '../../parts/clock-pill.tsx';
import { FormAnswers } from '../../parts/form/form-answers.tsx';

interface Props {
  readonly act: SignableAct;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (taskId: string, yes: boolean) => void;
}

const Item = ({ act, item, checked, choose }: { item: SignableItem; checked: boolean } & Omit<Props, 'chosen'>) => {
  const { t } = useLanguage();
  return (
    <li className={checked ? 'sign-item sign-item-chosen' : 'sign-item'}>
      <header>
        <Checkbox checked={checked} onChange={(event) => choose(item.taskId, event.target.checked)}>
          <strong>{item.subject}</strong>
          {item.item && ` · ${item.item}`}
        </Checkbox>
        <ClockPill clock={item} clause={item.clause} />
        <Link
          to="/cases/$caseId"
          params={{ caseId: item.caseId }}
          search={{ task: item.taskId }}
          className="number sign-item-number"
        >
          {item.caseNumber}
        </Link>
      </header>
      {act.form ? (
        <FormAnswers form={act.form} values={item.values} />
      ) : (
        <p className="muted">{t('signList.noForm')}</p>
      )}
    </li>
  );
};

/** What is to be signed, each with all that it says. */
export const SignListItems = ({ act, chosen, choose }: Props) => (
  <ul className="sign-items">
    {act.items.map((item) => (
      <Item key={item.taskId} act={act} item={item} checked={chosen.has(item.taskId)} choose={choose} />
    ))}
  </ul>
);

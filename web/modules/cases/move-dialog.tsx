import { useQuery } from '@tanstack/react-query';
import { Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { CaseView, TaskView } from '../../../core/contract/case-view.ts';
import type { PersonView } from '../../../core/contract/common.ts';
import { getJson, query } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import type { WordKey } from '../../data/words.ts';
import { PressProblem } from '../../parts/states.tsx';
import { type Move, useMove } from './use-move.ts';

interface Props {
  readonly view: CaseView;
  readonly task: TaskView;
  readonly move: Move;
  readonly close: () => void;
  readonly done: () => void;
}

/** Where a move goes, what is asked for, and what is said where nothing was chosen. */
const targets: Partial<Record<Move, { label: WordKey; placeholder: WordKey; missing: WordKey }>> = {
  transfer: { label: 'moves.to', placeholder: 'moves.choosePerson', missing: 'moves.personMissing' },
  addSigner: { label: 'moves.to', placeholder: 'moves.choosePerson', missing: 'moves.personMissing' },
  copy: { label: 'moves.to', placeholder: 'moves.choosePerson', missing: 'moves.personMissing' },
  sendBack: { label: 'moves.back', placeholder: 'moves.back', missing: 'moves.stageMissing' },
};

/** Stages that the definition names; or people: of the task's role where it is handed over, else anybody in the house. */
const useOptions = (task: TaskView, move: Move) => {
  const { pick } = useLanguage();
  const role = move === 'transfer' ? task.roleId : undefined;
  const people = useQuery({
    queryKey: ['people', role ?? ''],
    queryFn: ({ signal }) => getJson<PersonView[]>(`/api/people${query({ role })}`, { signal }),
    enabled: move === 'transfer' || move === 'addSigner' || move === 'copy',
  });
  return {
    waiting: people.isLoading,
    options:
      move === 'sendBack'
        ? task.mayReturnTo.map(({ stage, title }) => ({ value: stage, label: pick(title) }))
        : (people.data ?? []).map((person) => ({ value: person.personId, label: person.name })),
  };
};

/** Asks what a move needs: to whom or where, and why. */
export const MoveDialog = ({ view, task, move, close, done }: Props) => {
  const { t } = useLanguage();
  const id = useId();
  const act = useMove(view);
  const target = targets[move];
  const { options, waiting } = useOptions(task, move);
  const only = move === 'sendBack' && options.length === 1 ? options[0]?.value : undefined;
  const [chosen, setChosen] = useState<string | null>(null);
  const to = target ? (chosen ?? only ?? null) : null;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const wrong = target && to === null ? target.missing : target && reason.trim() === '' ? 'moves.reasonMissing' : null;
  const submit = () => {
    setTried(true);
    if (wrong === null) act.mutate({ task, move, reason: reason.trim(), to }, { onSuccess: done });
  };
  return (
    <Modal
      open
      onCancel={close}
      onOk={submit}
      okText={t(`moves.${move}`)}
      cancelText={t('common.cancel')}
      confirmLoading={act.isPending}
      width={420}
      title={t(`moves.${move}`)}
    >
      <div className="sign-password">
        {move === 'sendBack' && <p className="muted">{t('moves.backHint')}</p>}
        {target && (
          <>
            <label htmlFor={`${id}-to`}>{t(target.label)}</label>
            <Select
              id={`${id}-to`}
              showSearch={{ optionFilterProp: 'label' }}
              loading={waiting}
              placeholder={t(target.placeholder)}
              value={to}
              options={options}
              onChange={setChosen}
            />
          </>
        )}
        <label htmlFor={`${id}-why`}>{t('moves.reason')}</label>
        <Input.TextArea
          id={`${id}-why`}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          placeholder={t('moves.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {tried && wrong && (
          <p role="alert" className="sign-problem">
            {t(wrong)}
          </p>
        )}
        {act.error && <PressProblem error={act.error} kept />}
      </div>
    </Modal>
  );
};

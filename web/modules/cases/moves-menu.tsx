import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { CaseView, TaskView } from '../../../core/contract/case-view.ts';
import type { PersonView } from '../../../core/contract/common.ts';
import { getJson, ProblemError, query, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { caseQuery } from '../../parts/case/case-query.ts';
import { Icon } from '../../parts/icon.tsx';
import { PressProblem } from '../../parts/states.tsx';

export type Move = keyof TaskView['moves'];

const paths: Record<Move, string> = {
  claim: 'claim',
  release: 'release',
  transfer: 'transfer',
  addSigner: 'add-signer',
  urge: 'urge',
  copy: 'copy',
  withdraw: 'withdraw',
};
const order: readonly Move[] = ['claim', 'release', 'transfer', 'addSigner', 'urge', 'copy', 'withdraw'];
const toSomebody: readonly Move[] = ['transfer', 'addSigner', 'copy'];

interface MoveArguments {
  readonly move: Move;
  readonly reason: string;
  readonly to: string | null;
}

/** 认领 释放 转办 加签 催办 抄送 撤回: the moves that every procedure has. */
export const useMove = (view: CaseView, task: TaskView) => {
  const queries = useQueryClient();
  const presses = usePresses();
  const { message } = App.useApp();
  const { t } = useLanguage();
  return useMutation({
    mutationFn: async ({ move, reason, to }: MoveArguments): Promise<CaseView> => {
      const body = { version: view.version, ...(reason === '' ? {} : { reason }), ...(to === null ? {} : { to }) };
      const path =
        move === 'withdraw'
          ? `/api/cases/${encodeURIComponent(view.id)}/withdraw`
          : `/api/tasks/${encodeURIComponent(task.id)}/${paths[move]}`;
      try {
        const next = await sendJson<CaseView>('POST', path, body, { key: presses.keyFor([move, task.id, body]) });
        presses.settle(null);
        return next;
      } catch (error) {
        presses.settle(error);
        throw error;
      }
    },
    onSuccess: (next, { move }) => {
      queries.setQueryData(caseQuery(view.id).queryKey, next);
      void queries.invalidateQueries({ queryKey: ['todo'] });
      void message.success(t('moves.done', { move: t(`moves.${move}`) }));
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status === 409)
        void queries.invalidateQueries({ queryKey: caseQuery(view.id).queryKey });
    },
  });
};

const MoveDialog = ({ view, task, move, close }: { view: CaseView; task: TaskView; move: Move; close: () => void }) => {
  const { t } = useLanguage();
  const id = useId();
  const act = useMove(view, task);
  const needsPerson = toSomebody.includes(move);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const people = useQuery({
    queryKey: ['people', task.roleId],
    queryFn: ({ signal }) => getJson<PersonView[]>(`/api/people${query({ role: task.roleId })}`, { signal }),
    enabled: needsPerson,
  });
  const wrong =
    needsPerson && to === null
      ? t('moves.personMissing')
      : needsPerson && reason.trim() === ''
        ? t('moves.reasonMissing')
        : null;
  const submit = () => {
    setTried(true);
    if (wrong === null) act.mutate({ move, reason: reason.trim(), to }, { onSuccess: close });
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
        {needsPerson && (
          <>
            <label htmlFor={`${id}-to`}>{t('moves.to')}</label>
            <Select
              id={`${id}-to`}
              showSearch={{ optionFilterProp: 'label' }}
              loading={people.isPending}
              placeholder={t('moves.choosePerson')}
              value={to}
              options={(people.data ?? []).map((person) => ({ value: person.personId, label: person.name }))}
              onChange={setTo}
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
            {wrong}
          </p>
        )}
        {act.error && <PressProblem error={act.error} kept />}
      </div>
    </Modal>
  );
};

export const MovesMenu = ({ view, task }: { view: CaseView; task: TaskView }) => {
  const { t, pick } = useLanguage();
  const { message } = App.useApp();
  const [open, setOpen] = useState<Move | null>(null);
  const act = useMove(view, task);
  const choose = (move: Move) => {
    if (move !== 'claim' && move !== 'release') return setOpen(move);
    act.mutate(
      { move, reason: '', to: null },
      {
        onError: (error) =>
          void message.error(error instanceof ProblemError ? pick(error.problem.message) : t('problem.unreachable')),
      },
    );
  };
  const items = order.flatMap((move) => {
    const may = task.moves[move];
    if (!may) return [];
    return [
      {
        key: move,
        disabled: !may.allowed,
        label: (
          <span className="move">
            {t(`moves.${move}`)}
            {!may.allowed && <small>{pick(may.why)}</small>}
          </span>
        ),
      },
    ];
  });
  return (
    <>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => choose(key as Move) }}>
        <Button icon={<Icon name="more" />} loading={act.isPending} aria-label={t('moves.menu')} />
      </Dropdown>
      {open && <MoveDialog view={view} task={task} move={open} close={() => setOpen(null)} />}
    </>
  );
};

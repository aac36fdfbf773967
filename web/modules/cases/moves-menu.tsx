import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import type { CaseView, TaskView } from '../../../core/contract/case-view.ts';
import { ProblemError } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { type Move, useMove } from './use-move.ts';

const order: readonly Move[] = ['claim', 'release', 'transfer', 'addSigner', 'sendBack', 'urge', 'copy', 'withdraw'];

type Entry = NonNullable<NonNullable<MenuProps['items']>[number]>;

interface Offered {
  readonly task: TaskView;
  readonly moves: readonly Move[];
}

/**
 * The task at hand with every move, those that may not be made saying why. Of tasks that others have in hand only what one
 * may do (催办, 抄送), and 撤回, which belongs to the case, once.
 */
const offered = (view: CaseView, task: TaskView | undefined): readonly Offered[] => {
  if (task) return [{ task, moves: order }];
  return view.tasks
    .filter((one) => one.state === 'open')
    .map((one, n) => ({
      task: one,
      moves: order.filter((move) => (move === 'withdraw' ? n === 0 : (one.moves[move]?.allowed ?? false))),
    }));
};

/** 认领 释放 转办 加签 退回 催办 抄送 撤回: the moves that every procedure has. */
export const MovesMenu = ({
  view,
  task,
  left,
}: {
  view: CaseView;
  task: TaskView | undefined;
  /** The move is made: what stood on the screen may be over. */
  left: () => void;
}) => {
  const { t, pick } = useLanguage();
  const { message } = App.useApp();
  const [open, setOpen] = useState<{ readonly task: TaskView; readonly move: Move } | null>(null);
  const act = useMove(view);
  const choices = offered(view, task);
  if (choices.length === 0) return null;
  const choose = (key: string) => {
    const [n = '', move = ''] = key.split(':');
    const chosen = choices[Number(n)];
    if (!chosen) return;
    if (move !== 'claim' && move !== 'release') return setOpen({ task: chosen.task, move: move as Move });
    act.mutate(
      { task: chosen.task, move, reason: '', to: null },
      {
        onSuccess: left,
        onError: (error) =>
          void message.error(error instanceof ProblemError ? pick(error.problem.message) : t('problem.unreachable')),
      },
    );
  };
  const itemsOf = ({ task: one, moves }: Offered, n: number): Entry[] =>
    moves.flatMap((move) => {
      const may = one.moves[move];
      if (!may) return [];
      return [
        {
          key: `${n}:${move}`,
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
  const items = choices.flatMap((choice, n): Entry[] =>
    choices.length === 1
      ? itemsOf(choice, n)
      : [{ type: 'group' as const, key: `${n}`, label: pick(choice.task.title), children: itemsOf(choice, n) }],
  );
  return (
    <>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => choose(key) }}>
        <Button icon={<Icon name="more" />} loading={act.isPending} aria-label={t('moves.menu')} />
      </Dropdown>
      {open && (
        <MoveDialog
          view={view}
          task={open.task}
          move={open.move}
          close={() => setOpen(null)}
          done={() => {
            setOpen(null);
            left();
          }}
        />
      )}
    </>
  );
};

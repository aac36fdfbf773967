import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import type { SignableAct, SignableItem, SignListBody, SignListView } from '../../../core/contract/sign-list.ts';
import { ProblemError, sendJson, UnreachableError } from '../../app/api.ts';

/** A list that is being signed: the same keys however often it is sent. */
export interface SignList {
  readonly act: SignableAct;
  readonly items: readonly SignableItem[];
  readonly key: string;
  readonly body: Omit<SignListBody, 'signature'>;
}

export type SignListState =
  | { readonly at: 'choosing' }
  | { readonly at: 'signing'; readonly list: SignList }
  | { readonly at: 'broken'; readonly list: SignList }
  | { readonly at: 'answered'; readonly list: SignList; readonly results: SignListView['results'] };

const listOf = (act: SignableAct, items: readonly SignableItem[]): SignList => ({
  act,
  items,
  key: crypto.randomUUID(),
  body: {
    action: act.action,
    items: items.map(({ taskId, version, values }) => ({ taskId, version, form: values, key: crypto.randomUUID() })),
  },
});

export const useSignList = () => {
  const queries = useQueryClient();
  const [state, setState] = useState<SignListState>({ at: 'choosing' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const again = async () => {
    await Promise.all(['signable', 'todo', 'cases'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  const send = async (list: SignList, signature: SignatureProof | null) => {
    setBusy(true);
    setError(null);
    try {
      const body = { ...list.body, ...(signature ? { signature } : {}) };
      const { results } = await sendJson<SignListView>('POST', '/api/signed-lists', body, { key: list.key });
      setState({ at: 'answered', list, results });
      void again();
    } catch (failure) {
      // Signed or not, done or not: nobody knows. Sent again under the same keys, the list goes on where it stands.
      if (failure instanceof UnreachableError) return setState({ at: 'broken', list });
      const unsigned = failure instanceof ProblemError && failure.problem.code === 'signature.missing';
      setState({ at: 'signing', list });
      setError(unsigned ? null : failure);
    } finally {
      setBusy(false);
    }
  };
  return {
    state,
    busy,
    error,
    begin: (act: SignableAct, items: readonly SignableItem[]) => {
      setError(null);
      setState({ at: 'signing', list: listOf(act, items) });
    },
    send: (list: SignList, proof: SignatureProof | null) => void send(list, proof),
    leave: () => {
      setState({ at: 'choosing' });
      void again();
    },
  };
};

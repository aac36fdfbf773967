import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import { ADDS_PASSKEY } from '../../../core/people/signed-content.ts';
import { useLanguage } from '../../app/language.tsx';
import { passkeyFailure } from '../../app/passkey-failure.ts';
import { useSession } from '../../app/session.tsx';
import type { WordKey } from '../../data/words.ts';
import { Icon } from '../../parts/icon.tsx';
import { SignDialog } from '../../parts/sign-dialog.tsx';

/** Registers a passkey of this device under a name that its owner gives it, once the owner has proved to be there. */
export const AddPasskey = () => {
  const { t } = useLanguage();
  const id = useId();
  const queries = useQueryClient();
  const session = useSession();
  const [name, setName] = useState('');
  const [proving, setProving] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<WordKey | null>(null);
  const [error, setError] = useState<unknown>(null);
  const begin = (event: FormEvent) => {
    event.preventDefault();
    setOutcome(null);
    setError(null);
    setProving(true);
  };
  const add = async (proof: SignatureProof) => {
    setBusy(true);
    setError(null);
    try {
      const { registerPasskey } = await import('../../app/sign-in-requests.ts');
      await registerPasskey(name.trim(), proof);
      setOutcome('account.passkeyAdded');
      setName('');
      setProving(false);
      await Promise.all(['session', 'passkeys'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    } catch (failure) {
      const why = passkeyFailure(failure);
      if (why === null) return setError(failure);
      setOutcome(why);
      setProving(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="add-passkey" onSubmit={begin}>
      <label htmlFor={id}>{t('account.passkeyName')}</label>
      <Input
        id={id}
        required
        pattern=".*\S.*"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button htmlType="submit" icon={<Icon name="key" />}>
        {t('account.addPasskey')}
      </Button>
      <p className="add-passkey-answer" aria-live="polite">
        {outcome && t(outcome)}
      </p>
      {proving && (
        <SignDialog
          session={session}
          meaning={ADDS_PASSKEY}
          what={name.trim()}
          form={null}
          contents={[{ subject: 'passkey', form: { name: name.trim() } }]}
          note={t('account.proveNote')}
          busy={busy}
          error={error}
          sign={(proof) => void add(proof)}
          close={() => setProving(false)}
        />
      )}
    </form>
  );
};

import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { ProblemError, UnreachableError } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { PressProblem } from '../../parts/states.tsx';

/** Registers a passkey of this device under a name that its owner gives it. */
export const AddPasskey = () => {
  const { t } = useLanguage();
  const id = useId();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<'none' | 'added' | 'turnedAway'>('none');
  const [error, setError] = useState<unknown>(null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    setOutcome('none');
    try {
      const { registerPasskey } = await import('../../app/sign-in-requests.ts');
      await registerPasskey(name.trim());
      setOutcome('added');
      setName('');
      await queries.invalidateQueries({ queryKey: ['session'] });
    } catch (failure) {
      if (failure instanceof ProblemError || failure instanceof UnreachableError) setError(failure);
      else setOutcome('turnedAway');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="add-passkey" onSubmit={(event) => void add(event)}>
      <label htmlFor={id}>{t('account.passkeyName')}</label>
      <Input id={id} required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      <Button htmlType="submit" loading={busy} icon={<Icon name="key" />}>
        {t('account.addPasskey')}
      </Button>
      <p className="add-passkey-answer" aria-live="polite">
        {outcome === 'added' && t('account.passkeyAdded')}
        {outcome === 'turnedAway' && t('account.passkeyTurnedAway')}
      </p>
      {error !== null && <PressProblem error={error} kept />}
    </form>
  );
};

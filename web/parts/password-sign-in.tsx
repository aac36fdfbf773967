import './password-sign-in.css';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useLanguage } from '../app/language.tsx';
import { passkeyFailure } from '../app/passkey-failure.ts';
import type { WordKey } from '../data/words.ts';
import { Icon } from './icon.tsx';
import { PressProblem } from './states.tsx';

/** Passkey first; password and one-time code for who has none. */
export const PasswordSignIn = ({ done }: { done: () => void }) => {
  const { t } = useLanguage();
  const id = useId();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [busy, setBusy] = useState<'passkey' | 'password' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turnedAway, setTurnedAway] = useState<WordKey | null>(null);

  const attempt = async (method: 'passkey' | 'password') => {
    setBusy(method);
    setError(null);
    setTurnedAway(null);
    try {
      const requests = await import('../app/sign-in-requests.ts');
      await (method === 'passkey'
        ? requests.signInWithPasskey()
        : requests.signInWithPassword(account, password, totp));
      done();
    } catch (failure) {
      const why = passkeyFailure(failure);
      if (why === null) setError(failure);
      else setTurnedAway(why);
    } finally {
      setBusy(null);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void attempt('password');
  };
  return (
    <form className="password-form" onSubmit={onSubmit}>
      <Button
        type="primary"
        size="large"
        block
        icon={<Icon name="key" />}
        loading={busy === 'passkey'}
        onClick={() => void attempt('passkey')}
      >
        {t('signIn.passkey')}
      </Button>
      <p className="muted password-hint">{t('signIn.passkeyHint')}</p>
      <p className="password-or">
        <span>{t('signIn.or')}</span>
      </p>
      <label htmlFor={`${id}-account`}>{t('signIn.account')}</label>
      <Input
        id={`${id}-account`}
        autoComplete="username webauthn"
        required
        value={account}
        onChange={(event) => setAccount(event.target.value)}
      />
      <label htmlFor={`${id}-password`}>{t('signIn.password')}</label>
      <Input.Password
        id={`${id}-password`}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <label htmlFor={`${id}-totp`}>
        {t('signIn.totp')} <span className="muted">{t('signIn.totpHint')}</span>
      </label>
      <Input
        id={`${id}-totp`}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={6}
        value={totp}
        onChange={(event) => setTotp(event.target.value.replace(/\D/g, ''))}
      />
      {error !== null && <PressProblem error={error} kept={false} />}
      {turnedAway && (
        <p role="alert" className="form-error">
          {t(turnedAway)}
        </p>
      )}
      <Button htmlType="submit" size="large" block loading={busy === 'password'}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
};

import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, QRCode } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { ActivatedView } from '../../../core/contract/sign-in.ts';
import { useLanguage } from '../../app/language.tsx';
import { sessionQuery } from '../../app/session.tsx';
import { PressProblem } from '../../parts/states.tsx';

/**
 * Right after a link was spent: the authenticator is set up by scanning and proved by its first code, which signs in. A
 * picture that nobody scanned would lock its owner out, so nothing else is offered first.
 */
export const FirstSignIn = ({ activated, password }: { activated: ActivatedView; password: string }) => {
  const { t } = useLanguage();
  const id = useId();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { loginName, totpSecret, totpUri } = activated;
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const { signInWithPassword } = await import('../../app/sign-in-requests.ts');
      await signInWithPassword(loginName, password, code);
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: '/' });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="password-form" onSubmit={(event) => void enter(event)}>
      <p>{t(totpUri === undefined ? 'activate.done' : 'activate.oneMore')}</p>
      <p>
        <strong>{t('activate.loginName', { name: loginName })}</strong>
      </p>
      {totpUri !== undefined && totpSecret !== undefined ? (
        <>
          <h3>{t('activate.scan')}</h3>
          {/* White behind the code in dark mode too: cameras read nothing else well. */}
          <QRCode
            className="activate-code"
            value={totpUri}
            size={196}
            color="#000000"
            bgColor="#ffffff"
            type="svg"
            errorLevel="L"
          />
          <p className="muted">{t('activate.scanHint')}</p>
          <p className="number activate-secret">{totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          <label htmlFor={`${id}-code`}>{t('activate.code')}</label>
          <Input
            id={`${id}-code`}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
          />
          {error !== null && <PressProblem error={error} kept />}
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('activate.enter')}
          </Button>
          <p className="muted">{t('activate.recovery')}</p>
        </>
      ) : (
        <Link to="/sign-in">{t('signIn.title')}</Link>
      )}
    </form>
  );
};

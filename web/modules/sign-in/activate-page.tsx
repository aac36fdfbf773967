import '../../parts/password-sign-in.css';
import './sign-in.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Radio } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { ActivatedView, SignInMeansView } from '../../../core/contract/sign-in.ts';
import { getJson, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { PlumbMark } from '../../parts/icon.tsx';
import { type PhoneAndCode, PhoneCode } from '../../parts/phone-code.tsx';
import { PressProblem } from '../../parts/states.tsx';
import { FirstSignIn } from './first-sign-in.tsx';

const route = getRouteApi('/activate/$token');
const shortest = 12;

/** One-time link that forces a password of one's own (DECISIONS 34). */
export const ActivatePage = () => {
  const { t } = useLanguage();
  const { token } = route.useParams();
  const id = useId();
  const presses = usePresses();
  const means = useQuery({
    queryKey: ['sign-in-means'],
    queryFn: ({ signal }) => getJson<SignInMeansView>('/api/sign-in-means', { signal, quiet: true }),
  });
  const [bySms, setBySms] = useState(false);
  const [phone, setPhone] = useState<PhoneAndCode>({ phone: '', code: '' });
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [answer, setAnswer] = useState<ActivatedView | null>(null);
  const wrong =
    password.length < shortest
      ? t('activate.short')
      : password !== repeat
        ? t('activate.differs')
        : bySms && (phone.phone.trim() === '' || phone.code === '')
          ? t('activate.codeMissing')
          : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong !== null) return;
    setBusy(true);
    setError(null);
    const body = { token, password, ...(bySms ? { phone: { ...phone, phone: phone.phone.trim() } } : {}) };
    try {
      setAnswer(
        await sendJson<ActivatedView>('POST', '/api/activate', body, { key: presses.keyFor(body), quiet: true }),
      );
      presses.settle(null);
    } catch (failure) {
      presses.settle(failure);
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="sign-in sign-in-narrow">
      <header className="sign-in-head">
        <PlumbMark size={36} />
        <div>
          <h1>{t('brand.name')}</h1>
          <p className="muted">{t('brand.claim')}</p>
        </div>
      </header>
      <section className="sign-in-form" aria-live="polite">
        <h2>{t('activate.title')}</h2>
        {answer ? (
          <FirstSignIn activated={answer} password={password} />
        ) : (
          <form className="password-form" onSubmit={(event) => void submit(event)}>
            <p className="muted">{t('activate.hint')}</p>
            <label htmlFor={`${id}-new`}>{t('activate.password')}</label>
            <Input.Password
              id={`${id}-new`}
              autoComplete="new-password"
              aria-describedby={`${id}-rule`}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <p id={`${id}-rule`} className="muted">
              {t('activate.rule')}
            </p>
            <label htmlFor={`${id}-repeat`}>{t('activate.repeat')}</label>
            <Input.Password
              id={`${id}-repeat`}
              autoComplete="new-password"
              value={repeat}
              onChange={(event) => setRepeat(event.target.value)}
            />
            {means.data?.sms && (
              <>
                <p id={`${id}-means`} className="activate-means">
                  {t('activate.means')}
                </p>
                <Radio.Group
                  aria-labelledby={`${id}-means`}
                  value={bySms}
                  onChange={(event) => setBySms(event.target.value === true)}
                  options={[
                    { value: false, label: t('activate.byApp') },
                    { value: true, label: t('activate.bySms') },
                  ]}
                />
              </>
            )}
            {bySms && (
              <PhoneCode
                value={phone}
                change={setPhone}
                send={(number) =>
                  sendJson('POST', '/api/activate/phone-code', { token, phone: number }, { quiet: true, tries: 1 })
                }
              />
            )}
            {tried && wrong && (
              <p role="alert" className="form-error">
                {wrong}
              </p>
            )}
            {error !== null && <PressProblem error={error} kept={false} />}
            <Button type="primary" htmlType="submit" size="large" block loading={busy}>
              {t('activate.submit')}
            </Button>
          </form>
        )}
      </section>
    </main>
  );
};

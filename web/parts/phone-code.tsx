import './password-sign-in.css';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useLanguage } from '../app/language.tsx';
import { PressProblem } from './states.tsx';

export interface PhoneAndCode {
  readonly phone: string;
  readonly code: string;
}

/** A phone, the button that has a code sent to it, and the code. The code proves that the phone is in its owner's hand. */
export const PhoneCode = ({
  value,
  change,
  send,
}: {
  value: PhoneAndCode;
  change: (value: PhoneAndCode) => void;
  send: (phone: string) => Promise<void>;
}) => {
  const { t } = useLanguage();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ask = async () => {
    setBusy(true);
    setError(null);
    setSent(false);
    try {
      await send(value.phone.trim());
      setSent(true);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="phone-code">
      <label htmlFor={`${id}-phone`}>{t('phone.number')}</label>
      <div className="phone-code-line">
        <Input
          id={`${id}-phone`}
          type="tel"
          autoComplete="tel-national"
          maxLength={20}
          value={value.phone}
          onChange={(event) => change({ ...value, phone: event.target.value })}
        />
        <Button loading={busy} disabled={value.phone.trim() === ''} onClick={() => void ask()}>
          {t('phone.send')}
        </Button>
      </div>
      <p className="muted" aria-live="polite">
        {sent && t('phone.sent')}
      </p>
      {error !== null && <PressProblem error={error} kept />}
      <label htmlFor={`${id}-code`}>{t('phone.code')}</label>
      <Input
        id={`${id}-code`}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={6}
        value={value.code}
        onChange={(event) => change({ ...value, code: event.target.value.replace(/\D/g, '') })}
      />
    </div>
  );
};

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import type { PhoneView } from '../../../core/contract/sign-in.ts';
import { SETS_PHONE } from '../../../core/people/signed-content.ts';
import { getJson, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { type PhoneAndCode, PhoneCode } from '../../parts/phone-code.tsx';
import { SignDialog } from '../../parts/sign-dialog.tsx';

const phoneKey = ['phone'] as const;
const none: PhoneAndCode = { phone: '', code: '' };

/** The phone that one-time codes go to; shown where the house has a gateway for short messages. */
export const PhoneSection = () => {
  const { t } = useLanguage();
  const session = useSession();
  const queries = useQueryClient();
  const view = useQuery({
    queryKey: phoneKey,
    queryFn: ({ signal }) => getJson<PhoneView>('/api/phone', { signal }),
  });
  const [given, setGiven] = useState(none);
  const [proving, setProving] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!view.data?.available) return null;
  const phone = given.phone.trim();
  const save = async (signature: SignatureProof) => {
    setBusy(true);
    setError(null);
    try {
      const next = await sendJson<PhoneView>('POST', '/api/phone', { phone, code: given.code, signature });
      queries.setQueryData(phoneKey, next);
      setGiven(none);
      setProving(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h2>{t('phone.title')}</h2>
      <p className="muted">{t('phone.hint')}</p>
      <p>{view.data.masked === null ? t('phone.none') : t('phone.now', { phone: view.data.masked })}</p>
      <div className="account-phone">
        <PhoneCode
          value={given}
          change={setGiven}
          send={(number) => sendJson('POST', '/api/phone/code', { phone: number }, { tries: 1 })}
        />
        <Button disabled={phone === '' || given.code === ''} onClick={() => setProving(true)}>
          {t('phone.save')}
        </Button>
      </div>
      {proving && (
        <SignDialog
          session={session}
          meaning={SETS_PHONE}
          what={phone}
          form={null}
          contents={[{ subject: 'phone', form: { phone } }]}
          note={t('account.proveNote')}
          busy={busy}
          error={error}
          sign={(proof) => void save(proof)}
          close={() => {
            setProving(false);
            setError(null);
          }}
        />
      )}
    </section>
  );
};

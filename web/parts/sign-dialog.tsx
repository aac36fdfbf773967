import './sign-dialog.css';
import { Button, Input, Modal } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Text } from '../../core/base/text.ts';
import type { SessionView, SignatureProof } from '../../core/contract/session-view.ts';
import { useLanguage } from '../app/language.tsx';
import { passkeyFailure } from '../app/passkey-failure.ts';
import type { ToSign } from '../app/sign-in-requests.ts';
import type { WordKey } from '../data/words.ts';
import { Icon } from './icon.tsx';
import { PressProblem } from './states.tsx';

interface Props {
  readonly session: SessionView;
  readonly meaning: Text;
  /** What is signed: number and subject of the case, name of the form. */
  readonly what: ReactNode;
  readonly form: Text | null;
  /** The contents that the signature binds, in the order shown. */
  readonly contents: readonly ToSign[];
  /** What becomes of the proof, where it is not an act in a case. */
  readonly note?: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly sign: (proof: SignatureProof) => void;
  readonly close: () => void;
}

const Facts = ({ session, meaning, what, form }: Pick<Props, 'session' | 'meaning' | 'what' | 'form'>) => {
  const { t, pick } = useLanguage();
  const post = session.posts[0];
  return (
    <>
      <p className="sign-meaning">
        <span>{t('sign.meaning')}</span>
        {pick(meaning)}
      </p>
      <dl className="sign-facts">
        <dt>{t('sign.what')}</dt>
        <dd>{what}</dd>
        {form && (
          <>
            <dt>{t('sign.form')}</dt>
            <dd>{pick(form)}</dd>
          </>
        )}
        <dt>{t('sign.who')}</dt>
        <dd>
          {session.name}
          {post && ` · ${pick(post.title)}`}
        </dd>
      </dl>
    </>
  );
};

const PasswordFields = ({ change }: { change: (password: string, totp: string) => void }) => {
  const { t } = useLanguage();
  const id = useId();
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  return (
    <div className="sign-password">
      <label htmlFor={`${id}-p`}>{t('signIn.password')}</label>
      <Input.Password
        id={`${id}-p`}
        autoFocus
        autoComplete="current-password"
        value={password}
        onChange={(event) => {
          setPassword(event.target.value);
          change(event.target.value, totp);
        }}
      />
      <label htmlFor={`${id}-t`}>{t('signIn.totp')}</label>
      <Input
        id={`${id}-t`}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={totp}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, '');
          setTotp(digits);
          change(password, digits);
        }}
      />
    </div>
  );
};

/** Shows what is signed and in which meaning, asks for proof of the person, hands the proof on; it keeps nothing. */
export const SignDialog = ({ session, meaning, what, form, contents, note, busy, error, sign, close }: Props) => {
  const { t } = useLanguage();
  const methods = session.signingMethods;
  const [method, setMethod] = useState(
    methods.includes('demo') ? 'demo' : methods.includes('passkey') ? 'passkey' : (methods[0] ?? null),
  );
  const [secret, setSecret] = useState({ password: '', totp: '' });
  const [turnedAway, setTurnedAway] = useState<WordKey | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTurnedAway(null);
    setRefused(null);
    if (method === 'demo') sign({ method: 'demo' });
    if (method === 'password')
      sign({ method: 'password', password: secret.password, ...(secret.totp === '' ? {} : { totp: secret.totp }) });
    if (method === 'passkey') {
      try {
        const { passkeyProof } = await import('../app/sign-in-requests.ts');
        sign(await passkeyProof(meaning, contents));
      } catch (failure) {
        const why = passkeyFailure(failure);
        if (why === null) setRefused(failure);
        else setTurnedAway(why);
      }
    }
  };
  const other = method === 'passkey' ? 'password' : 'passkey';
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      width={420}
      title={t('sign.title')}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <form className="sign" onSubmit={(event) => void submit(event)}>
        <Facts session={session} meaning={meaning} what={what} form={form} />
        {method === null && <p className="sign-problem">{t('sign.noMethod')}</p>}
        {method === 'password' && <PasswordFields change={(password, totp) => setSecret({ password, totp })} />}
        {(error ?? refused) !== null && <PressProblem error={error ?? refused} kept />}
        {turnedAway && !busy && (
          <p role="alert" className="sign-problem">
            {t(turnedAway)}
          </p>
        )}
        <p className="muted sign-legal">
          {note ?? t('sign.legal')}
          {method === 'demo' && ` ${t('sign.demo')}`}
        </p>
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          autoFocus={method !== 'password'}
          loading={busy}
          disabled={method === null || (method === 'password' && secret.password === '')}
          icon={<Icon name={method === 'passkey' ? 'key' : 'pen'} />}
        >
          {t(method === 'passkey' ? 'sign.passkey' : 'sign.submit')}
        </Button>
        {method !== 'demo' && methods.includes(other) && (
          <Button type="link" block onClick={() => setMethod(other)}>
            {t(other === 'password' ? 'sign.usePassword' : 'sign.usePasskey')}
          </Button>
        )}
      </form>
    </Modal>
  );
};

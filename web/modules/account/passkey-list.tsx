import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import type { PasskeyView } from '../../../core/contract/sign-in.ts';
import { getJson, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { LoadProblem, PressProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';

const passkeysKey = ['passkeys'] as const;

const Passkey = ({ passkey }: { passkey: PasskeyView }) => {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => sendJson<void>('POST', `/api/passkeys/${encodeURIComponent(passkey.id)}/revoke`, {}),
    onSuccess: () => Promise.all([passkeysKey, ['session']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  return (
    <li className="session">
      <span>
        <strong>{passkey.name}</strong>
        <small>
          {t('account.passkeySince', { at: minuteOf(passkey.createdAt) })}
          {passkey.lastUsedAt && ` · ${t('account.seen', { at: minuteOf(passkey.lastUsedAt) })}`}
        </small>
      </span>
      <Popconfirm
        title={t('account.passkeyRevokeSure', { name: passkey.name })}
        okText={t('account.passkeyRevoke')}
        cancelText={t('common.cancel')}
        onConfirm={() => revoke.mutate()}
      >
        <Button size="small" danger loading={revoke.isPending}>
          {t('account.passkeyRevoke')}
        </Button>
      </Popconfirm>
      {revoke.error && <PressProblem error={revoke.error} kept={false} />}
    </li>
  );
};

/** The passkeys in use; a lost device is taken out of use here. */
export const PasskeyList = () => {
  const { t } = useLanguage();
  const passkeys = useQuery({
    queryKey: passkeysKey,
    queryFn: ({ signal }) => getJson<PasskeyView[]>('/api/passkeys', { signal }),
  });
  if (passkeys.isPending) return <Skeleton rows={1} lines={2} />;
  if (!passkeys.data) return <LoadProblem error={passkeys.error} retry={() => void passkeys.refetch()} />;
  if (passkeys.data.length === 0) return null;
  return (
    <ul aria-label={t('account.passkeys')}>
      {passkeys.data.map((passkey) => (
        <Passkey key={passkey.id} passkey={passkey} />
      ))}
    </ul>
  );
};

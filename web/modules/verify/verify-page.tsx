import './verify.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Text } from '../../../core/base/text.ts';
import { getJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon, PlumbMark } from '../../parts/icon.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';

const route = getRouteApi('/verify/$token');

/** Answer of GET /api/verify/{token}. */
interface VerifiedPaper {
  readonly number: string;
  readonly title: Text;
  readonly issuedAt: string;
  readonly state: 'issued' | 'void';
  readonly sha256: string;
  readonly issuer: string;
  readonly addressee: string;
}

const Facts = ({ paper }: { paper: VerifiedPaper }) => {
  const { t, pick } = useLanguage();
  const isVoid = paper.state === 'void';
  return (
    <>
      <p className={isVoid ? 'verify-state verify-void' : 'verify-state'} role="status">
        <Icon name={isVoid ? 'warn' : 'check'} size={24} />
        {t(isVoid ? 'verify.void' : 'verify.genuine')}
      </p>
      <dl>
        <dt>{t('verify.paper')}</dt>
        <dd>{pick(paper.title)}</dd>
        <dt>{t('verify.number')}</dt>
        <dd className="number">{paper.number}</dd>
        <dt>{t('verify.issuer')}</dt>
        <dd>{paper.issuer}</dd>
        <dt>{t('verify.addressee')}</dt>
        <dd>{paper.addressee}</dd>
        <dt>{t('verify.issuedAt')}</dt>
        <dd>{minuteOf(paper.issuedAt)}</dd>
        <dt>SHA-256</dt>
        <dd className="number">{paper.sha256}</dd>
      </dl>
      <p className="muted">{t('verify.hint')}</p>
    </>
  );
};

/** Where the QR code of a paper leads, for anybody who holds the paper: compare, without signing in. */
export const VerifyPage = () => {
  const { t } = useLanguage();
  const { token } = route.useParams();
  const paper = useQuery({
    queryKey: ['verify', token],
    queryFn: ({ signal }) =>
      getJson<VerifiedPaper>(`/api/verify/${encodeURIComponent(token)}`, { signal, quiet: true }),
    retry: false,
  });
  return (
    <main className="verify">
      <PlumbMark />
      <h1>{t('verify.title')}</h1>
      {paper.isPending && <Skeleton rows={2} />}
      {paper.isError && <LoadProblem error={paper.error} />}
      {paper.data && <Facts paper={paper.data} />}
    </main>
  );
};

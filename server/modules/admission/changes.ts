import { addDays, dateOf, type Instant } from '../../../core/base/time.ts';
import type { EffectScene } from '../../case/kernel.ts';
import { appendToChain } from '../../platform/audit/append.ts';

/** Changes of master data that an admission sets off, each in the act's own transaction and with its audit entry. */

const application = (scene: EffectScene): Readonly<Record<string, unknown>> => scene.state.forms.start ?? {};

const recordChange = (scene: EffectScene, kind: string, payload: Record<string, string | null>): Promise<unknown> =>
  appendToChain(scene.tx, { entityId: scene.case.entityId, chainId: `merchant:${String(application(scene).uscc)}` }, [
    { at: scene.now, kind, actor: { personId: scene.personId }, payload: { caseId: scene.case.id, ...payload } },
  ]);

/** Enters the merchant; the account name is made by the system from the code of the enterprise (P05 §3.4). */
export const admitMerchant = async (scene: EffectScene): Promise<void> => {
  const form = application(scene);
  const uscc = String(form.uscc);
  const grade = String(scene.state.forms['summary.summarise']?.grade ?? '');
  await scene.tx.query(
    `insert into merchants (id, entity_id, name, uscc, grade, state, account_name, admitted_at, admission_case)
     values ($1, $2, $3, $4, $5, 'admitted', $6, $7, $8)
     on conflict (entity_id, uscc) do update set name = excluded.name, grade = excluded.grade, state = 'admitted',
       account_name = excluded.account_name, admitted_at = excluded.admitted_at, admission_case = excluded.admission_case`,
    [
      `${scene.case.entityId}:${uscc}`,
      scene.case.entityId,
      String(form.merchantName),
      uscc,
      grade,
      uscc,
      new Date(scene.now),
      scene.case.id,
    ],
  );
  await recordChange(scene, 'merchant.admitted', { grade, accountName: uscc });
};

/** For a while after an ordinary refusal, for good after false documents (P05 §3.4). */
export const barMerchant = async (scene: EffectScene): Promise<void> => {
  const uscc = String(application(scene).uscc);
  const never = scene.form.reapplication === 'never';
  const wait = Number.parseInt(scene.value('admission.reapply'), 10);
  const until = never ? null : addDays(dateOf(scene.now), wait);
  await scene.tx.query(
    'insert into admission_bars (entity_id, uscc, until, reason, case_id, set_at) values ($1, $2, $3, $4, $5, $6)',
    [scene.case.entityId, uscc, until, never ? 'falseDocuments' : 'refused', scene.case.id, new Date(scene.now)],
  );
  await recordChange(scene, 'merchant.barred', { until });
};

/** “Merchant - date of admission”, the path that the manual prescribes for the archive (P05 §3.4). */
export const archiveMerchant = async (scene: EffectScene): Promise<void> => {
  const form = application(scene);
  const [row] = await scene.tx.query<{ admitted_at: Instant | null }>(
    'select admitted_at from merchants where entity_id = $1 and uscc = $2',
    [scene.case.entityId, String(form.uscc)],
  );
  const path = `入网经营者资质档案库/${String(form.merchantName)} - ${dateOf(row?.admitted_at ?? scene.now).replaceAll('-', '')}`;
  await scene.tx.query('update merchants set archive_path = $3, archived_at = $4 where entity_id = $1 and uscc = $2', [
    scene.case.entityId,
    String(form.uscc),
    path,
    new Date(scene.now),
  ]);
  await recordChange(scene, 'merchant.archived', { path });
};

export const admissionChanges = {
  'admission.admit': admitMerchant,
  'admission.bar': barMerchant,
  'admission.archive': archiveMerchant,
} as const;

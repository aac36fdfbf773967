import { ok, type Result, refused } from '../../../core/base/result.ts';
import type { PersonalKind } from '../../../core/identifiers/kind.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Sql } from '../postgres/sql.ts';
import { type SearchForm, type SearchTerm, searchTerm, tokenOf } from './search-token.ts';

/** All that is given must fit: a resident number by its region and last four, say. */
export interface PersonalSearch {
  readonly kind: PersonalKind;
  readonly whole?: string;
  /** Four digits, or three and X. */
  readonly last4?: string;
  /** The six digits that a resident number begins with. */
  readonly region?: string;
}

export interface PersonalHit {
  readonly ref: string;
  readonly subject: string;
  readonly holder: string | null;
  readonly mask: string;
}

const MOST = 200;
const forms: readonly SearchForm[] = ['whole', 'last4', 'region'];

const unusable: Result<never> = refused({
  code: 'personalSearch.term',
  message: {
    zh: '请输入完整号码、末4位,或身份证号的前6位地区码;地址和健康信息不能按内容查找。',
    en: 'Enter the whole number, its last four digits, or the six digits of region of a resident number; addresses and health data cannot be searched.',
  },
});

const termsIn = (search: PersonalSearch): SearchTerm[] | null => {
  const given = forms.flatMap((form) =>
    search[form] === undefined ? [] : [searchTerm(search.kind, form, search[form])],
  );
  const terms = given.filter((term) => term !== null);
  return terms.length === 0 || terms.length < given.length ? null : terms;
};

/**
 * Finds values by equality, through keyed hashes, under every generation of the index key; at most 200. Refuses
 * (personalSearch.term) what can't be searched for. Nothing is decrypted.
 */
export const findByPersonal = async (
  deps: { readonly db: Sql; readonly ring: KeyRing },
  entity: string,
  search: PersonalSearch,
): Promise<Result<readonly PersonalHit[]>> => {
  const terms = termsIn(search);
  if (terms === null) return unusable;
  const keys = await deps.ring.generations(entity, 'index');
  const tokens = keys.flatMap((key) => terms.map((term) => tokenOf(key, search.kind, term)));
  const hits = await deps.db.prepared<PersonalHit>(
    'personal.find',
    `select v.ref, v.subject, v.holder, v.mask
       from (select ref from personal_index where token = any ($1::bytea[])
              group by ref having count(distinct form) = $2) as found
       join personal_values v using (ref)
      where v.entity_id = $3 and v.destroyed_at is null
      order by v.created_at desc, v.ref limit ${MOST}`,
    [tokens, terms.length, entity],
  );
  return ok(hits);
};

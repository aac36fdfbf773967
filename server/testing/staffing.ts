import { Defect } from '../../core/base/result.ts';
import type { AccessRequestView } from '../../core/contract/access-view.ts';
import type { OrganisationView, PostRowView } from '../../core/contract/organisation-view.ts';
import type { House } from './house.ts';
import type { Visitor } from './visitor.ts';

/** A body about the demonstration's platform. */
export const inMall = (reason: string, more: object = {}) => ({ entityId: 'mall', reason, ...more });

export const personOf = async (house: House, loginName: string): Promise<string> => {
  const sql = 'select person_id from accounts where login_name = $1';
  const [row] = await house.db.app.query<{ person_id: string }>(sql, [loginName]);
  if (!row) throw new Defect(`nobody is called ${loginName}`);
  return row.person_id;
};

export const organisationOf = async (visitor: Visitor, at?: string): Promise<OrganisationView> =>
  (await visitor.get(`/api/organisation?entityId=mall${at === undefined ? '' : `&at=${encodeURIComponent(at)}`}`)).body;

export const postIn = (view: OrganisationView, id: string): PostRowView | undefined =>
  view.departments.flatMap((one) => one.posts).find((post) => post.id === id);

export const requestsOf = async (visitor: Visitor): Promise<AccessRequestView[]> =>
  (await visitor.get('/api/access-requests')).body.items;

const done = (what: string, answer: { readonly status: number; readonly body: unknown }): void => {
  if (answer.status >= 300) throw new Defect(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
};

export const hire = async (admin: Visitor, loginName: string, name: string): Promise<string> => {
  const answer = await admin.post('/api/staff', inMall('入职', { name, loginName, kind: 'employee' }));
  done(`hiring ${loginName}`, answer);
  return answer.body.personId;
};

/** Asks for a post in the administrator's name and has it approved; gives the request that is to be set up. */
export const approved = async (admin: Visitor, head: Visitor, personId: string, postId: string): Promise<string> => {
  done('asking', await admin.post('/api/access-requests', inMall('任岗', { kind: 'appoint', personId, postId })));
  const open = (await requestsOf(head)).find((one) => one.person?.personId === personId && one.state === 'open');
  const decision = { decision: 'approved', reason: '同意' };
  done('deciding', await head.post(`/api/access-requests/${open?.id}/decide`, decision));
  return open?.id ?? '';
};

export const setUp = async (admin: Visitor, requestId: string, more: object = {}): Promise<void> =>
  done('setting up', await admin.post(`/api/access-requests/${requestId}/set-up`, { reason: '配置', ...more }));

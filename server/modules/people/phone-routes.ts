import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  ActivationPhoneBody,
  PhoneBody,
  PhoneView,
  SetPhoneBody,
  SignInMeansView,
} from '../../../core/contract/sign-in.ts';
import { mask } from '../../../core/identifiers/mask.ts';
import { SETS_PHONE } from '../../../core/people/signed-content.ts';
import { sendActivationCode } from '../../platform/people/activation.ts';
import { type People, recordAccess } from '../../platform/people/people.ts';
import { subjectOf, verifySignature } from '../../platform/people/signing.ts';
import { makeSmsPhone, provePhone, sendPhoneCode, smsPhoneOf } from '../../platform/people/sms-codes.ts';
import { requireSession } from './current-session.ts';
import { must } from './refusing.ts';

const tags = ['people'];

/** The phone that one-time codes go to: proved to be in its owner's hand before it is registered. */
export const phoneRoutes =
  (people: People): FastifyPluginAsyncZod =>
  async (app) => {
    const view = async (accountId: string): Promise<PhoneView> => {
      const phone = await smsPhoneOf(people, accountId);
      return { available: people.sms !== null, masked: phone === null ? null : mask('phone', phone) };
    };

    app.get(
      '/api/sign-in-means',
      { schema: { tags, summary: 'What this house offers for signing in', response: { 200: SignInMeansView } } },
      async () => ({ sms: people.sms !== null }),
    );
    app.post(
      '/api/activate/phone-code',
      { schema: { tags, summary: 'Have a code sent to the phone to be registered', body: ActivationPhoneBody } },
      async (request, reply) => {
        must(await sendActivationCode(people, request.body.token, request.body.phone));
        return reply.code(204).send();
      },
    );
    app.get(
      '/api/phone',
      { schema: { tags, summary: 'The phone my codes go to, masked', response: { 200: PhoneView } } },
      async (request) => view((await requireSession(people, request)).account.accountId),
    );
    app.post(
      '/api/phone/code',
      { schema: { tags, summary: 'Have a code sent to a phone to be registered', body: PhoneBody } },
      async (request, reply) => {
        const { account } = await requireSession(people, request);
        must(await sendPhoneCode(people, account.accountId, request.body.phone, people.now()));
        return reply.code(204).send();
      },
    );
    app.post(
      '/api/phone',
      {
        schema: {
          tags,
          summary: 'Register the phone that my codes go to',
          body: SetPhoneBody,
          response: { 200: PhoneView },
        },
      },
      async (request) => {
        const { account } = await requireSession(people, request);
        const { phone, code, signature } = request.body;
        const meant = { meaning: SETS_PHONE, subjects: [subjectOf('phone', { phone })] };
        must(await verifySignature(people, account, signature, meant));
        const now = people.now();
        const proven = must(await provePhone(people, account.accountId, { phone, code }, now));
        const sealed = await makeSmsPhone(people, account, proven, now);
        await people.db.transaction(async (tx) => {
          await sealed.keep(tx);
          await recordAccess(tx, account, now, 'phoneSet');
        });
        return view(account.accountId);
      },
    );
  };

import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant } from '../../../core/base/time.ts';
import { SessionView } from '../../../core/contract/session-view.ts';
import {
  AddPasskeyBody,
  AssertionBody,
  PasskeyView,
  RegisterPasskeyBody,
  SigningOptionsBody,
  WebAuthnOptions,
} from '../../../core/contract/sign-in.ts';
import { ADDS_PASSKEY } from '../../../core/people/signed-content.ts';
import {
  listPasskeys,
  type Passkey,
  passkeyRegistrationOptions,
  passkeySignInOptions,
  registerPasskey,
  revokePasskey,
  signInWithPasskey,
} from '../../platform/people/passkeys.ts';
import type { People } from '../../platform/people/people.ts';
import type { NewSession } from '../../platform/people/sessions.ts';
import { signingOptions, subjectOf, verifySignature } from '../../platform/people/signing.ts';
import { requireSession, visitorOf } from './current-session.ts';
import { must } from './refusing.ts';

const tags = ['people'];
const options = { 200: WebAuthnOptions };
const asRecord = (value: object): Record<string, unknown> => ({ ...value });

const passkeyView = ({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView => ({
  id,
  name,
  createdAt: formatInstant(createdAt),
  lastUsedAt: lastUsedAt === null ? null : formatInstant(lastUsedAt),
});

/** The ceremonies of WebAuthn: signing in, adding a device, signing. */
export const passkeyRoutes =
  (
    people: People,
    welcome: (reply: FastifyReply, session: NewSession) => Promise<SessionView>,
  ): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/passkeys/sign-in-options',
      { schema: { tags, summary: 'Begin to sign in with a passkey', response: options } },
      async () => asRecord(await passkeySignInOptions(people)),
    );
    app.post(
      '/api/passkeys/sign-in',
      { schema: { tags, summary: 'Sign in with a passkey', body: AssertionBody, response: { 200: SessionView } } },
      async (request, reply) =>
        welcome(reply, must(await signInWithPasskey(people, request.body.assertion, visitorOf(request)))),
    );
    app.get(
      '/api/passkeys',
      { schema: { tags, summary: 'My passkeys', response: { 200: z.array(PasskeyView) } } },
      async (request) => {
        const { account } = await requireSession(people, request);
        return (await listPasskeys(people, account.accountId)).map(passkeyView);
      },
    );
    app.post(
      '/api/passkeys/registration-options',
      { schema: { tags, summary: 'Begin to add a passkey', body: AddPasskeyBody, response: options } },
      async (request) => {
        const { account } = await requireSession(people, request);
        // Whoever finds a session left open must not add a key of his own and sign with it.
        const { name, signature } = request.body;
        const meant = { meaning: ADDS_PASSKEY, subjects: [subjectOf('passkey', { name })] };
        must(await verifySignature(people, account, signature, meant));
        return asRecord(await passkeyRegistrationOptions(people, account));
      },
    );
    app.post(
      '/api/passkeys',
      {
        schema: {
          tags,
          summary: 'Add a passkey',
          body: RegisterPasskeyBody,
          response: { 200: z.object({ id: z.string() }) },
        },
      },
      async (request) => {
        const { account } = await requireSession(people, request);
        return { id: must(await registerPasskey(people, account, request.body.attestation, request.body.name)) };
      },
    );
    app.post(
      '/api/passkeys/:id/revoke',
      { schema: { tags, summary: 'Take a passkey out of use', params: z.object({ id: z.string().max(500) }) } },
      async (request, reply) => {
        const { account } = await requireSession(people, request);
        await revokePasskey(people, account, request.params.id);
        return reply.code(204).send();
      },
    );
    app.post(
      '/api/passkeys/signing-options',
      { schema: { tags, summary: 'Begin to sign with a passkey', body: SigningOptionsBody, response: options } },
      async (request) => {
        const { account } = await requireSession(people, request);
        return asRecord(must(await signingOptions(people, account.accountId, request.body)));
      },
    );
  };

import { type FastifyInstance, fastify } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import { Refused } from '../../case/commit.ts';
import type { People } from '../../platform/people/people.ts';
import { requireSession } from './current-session.ts';
import { peopleModule } from './public.ts';

/** The routes of people on a server of their own, with two that only specs need: sign something, and say who is there. */
export const serve = async (served: People): Promise<FastifyInstance> => {
  const instance = fastify();
  instance.setValidatorCompiler(validatorCompiler);
  instance.setSerializerCompiler(serializerCompiler);
  instance.setErrorHandler((error, _request, reply) =>
    error instanceof Refused
      ? reply.code(422).send({ code: error.refusal.code })
      : reply.code((error as { statusCode?: number }).statusCode ?? 500).send({ code: String(error) }),
  );
  const door = peopleModule({
    people: served,
    openTasks: async () => 3,
    processes: [],
    tasks: { heldBy: async () => [], release: async () => 0 },
  });
  door.guard(instance);
  const { signer } = door.identity;
  instance.post('/spec/sign', async (request) => {
    const { proof, form } = request.body as { proof: SignatureProof; form: Record<string, unknown> };
    const what = { meaning: { zh: '审核通过', en: 'Approved' }, form, subject: 'task-1' };
    const signed = await signer(request, proof)(what);
    if (!signed.ok) return { code: signed.refusal.code };
    await served.db.transaction(signed.value.write);
    return signed.value.record;
  });
  instance.get('/spec/whoami', async (request) => ({ name: (await requireSession(served, request)).account.name }));
  await instance.register(door.routes);
  return instance;
};

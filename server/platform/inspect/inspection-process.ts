/**
 * The process that opens what strangers send. It starts without the server's environment, may read only the program's own
 * files, may write nothing and start nothing (inspector.ts gives it those bounds), and is killed when it takes too long.
 */
import { inspect } from './inspection.ts';
import type { InspectionRequest } from './inspector.ts';

const send = (message: unknown): void => void process.send?.(message);

process.on('message', ({ bytes, accept, limits }: InspectionRequest) => {
  inspect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), accept, limits).then(
    (answer) => send({ kind: 'answer', answer }),
    // Out of memory or stack, or a reader that trips: whatever the file did, it isn't taken.
    () => send({ kind: 'answer', answer: { findings: [{ code: 'file.unsafe' }], inspection: null } }),
  );
});
process.on('disconnect', () => process.exit());
send({ kind: 'ready' });

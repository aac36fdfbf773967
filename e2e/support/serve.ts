/** A demo server as a program of its own, for the browser tests: it prints its address and ends on SIGTERM. */
import { startServer } from '../../server/main.ts';
import { readConfig } from '../../server/platform/config/config.ts';

const read = readConfig(process.env);
if (!read.ok) throw new Error(JSON.stringify(read.refusal));
const server = await startServer(read.value, { demo: true, note: () => undefined });
process.on('SIGTERM', () => {
  server.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
console.log(`address ${server.address}`);

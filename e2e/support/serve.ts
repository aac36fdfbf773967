/**
 * A server as a program of its own, for the browser tests: with the demo's data, or with `--new` as on a company's first
 * day. It prints its address and what an administrator is told, and ends on SIGTERM.
 */
import { startServer } from '../../server/main.ts';
import { readConfig } from '../../server/platform/config/config.ts';

const read = readConfig(process.env);
if (!read.ok) throw new Error(JSON.stringify(read.refusal));
const server = await startServer(read.value, {
  demo: !process.argv.includes('--new'),
  note: (sentence) => console.log(`note ${sentence.replaceAll('\n', ' ')}`),
});
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

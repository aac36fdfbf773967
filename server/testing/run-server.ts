import { startServer } from '../main.ts';
import { readConfig } from '../platform/config/config.ts';

/** The server as a process of its own, for tests that kill it: prints its address on a line once it answers. */
const read = readConfig();
if (!read.ok) throw new Error(read.refusal.map(({ message }) => message.en).join(' '));
const server = await startServer(read.value, { demo: true, note: (sentence) => console.error(sentence) });
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.stdin.resume().once('end', () => process.exit(1));
console.log(`address ${server.address}`);

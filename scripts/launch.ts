import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Refusal } from '../core/base/result.ts';
import type { TestOutcome } from '../core/manual/coverage.ts';
import { type RunningServer, startServer } from '../server/main.ts';
import { readConfig } from '../server/platform/config/config.ts';
import type { Config } from '../server/platform/config/keys.ts';
import { buildWeb } from './build-web.ts';
import { readEvidence } from './evidence.ts';

const root = join(import.meta.dirname, '..');

const say = (zh: string, en: string): void => console.error(`${zh}\n${en}`);

const isFree = (host: string, port: number): Promise<boolean> =>
  new Promise((settled) => {
    const probe = createServer();
    probe.once('error', () => settled(false));
    probe.listen(port, host, () => probe.close(() => settled(true)));
  });

/** The demo takes the next free port rather than fail on a machine where something else has 3000. */
const demoPort = async (): Promise<string> => {
  for (let port = 3000; port < 3050; port += 1) if (await isFree('127.0.0.1', port)) return String(port);
  return '0';
};

const environment = async (demo: boolean): Promise<NodeJS.ProcessEnv> => {
  if (!demo) return process.env;
  return {
    ...process.env,
    PLUMBLINE_DATA: process.env.PLUMBLINE_DATA || join(root, '.data', 'demo'),
    PORT: process.env.PORT || (await demoPort()),
    PLUMBLINE_LOG_LEVEL: process.env.PLUMBLINE_LOG_LEVEL || 'warn',
  };
};

const explain = (faults: readonly Refusal[]): void => {
  say('配置有误，未启动：', 'Not started, the configuration is wrong:');
  for (const { message } of faults) say(`  ${message.zh}`, `  ${message.en}`);
};

/** Ctrl-C and the stop of a service end requests and jobs first, then the database; asked again, it ends at once. */
const stopOnSignal = (server: RunningServer): void => {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    say('正在停止…', 'Stopping…');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
};

const explainFailure = (error: unknown, config: Config): void => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    say(`PORT：端口 ${config.port} 已被占用，请换一个。`, `PORT: ${config.port} is taken; choose another.`);
  } else {
    say('启动失败：', 'Starting failed:');
    console.error(error);
  }
};

let shown: readonly TestOutcome[] | undefined;

const evidence = (): readonly TestOutcome[] => {
  shown ??= readEvidence(root).fresh.flatMap((one) => one.tests);
  return shown;
};

const launch = async (demo: boolean): Promise<number | null> => {
  const begun = performance.now();
  const read = readConfig(await environment(demo));
  if (!read.ok) {
    explain(read.refusal);
    return 2;
  }
  if (!buildWeb()) return 1;
  try {
    const server = await startServer(read.value, { demo, note: (sentence) => console.error(sentence), evidence });
    stopOnSignal(server);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    console.log(`准绳已启动（${seconds} 秒）  Plumbline is running (${seconds} s)\n\n  ${server.address}\n`);
    return null;
  } catch (error) {
    explainFailure(error, read.value);
    return 1;
  }
};

const code = await launch(process.argv.includes('--demo'));
if (code !== null) process.exit(code);

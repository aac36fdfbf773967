import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Defect } from '../../core/base/result.ts';

const PROGRAM = join(import.meta.dirname, 'run-server.ts');

/** A server in a process of its own, which can be killed and started again on the same data. */
export interface ServerProcess {
  readonly address: () => string;
  readonly start: () => Promise<void>;
  /** kill -9, and until the process is gone. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Everything it has said, on both streams, over all its lives. */
  readonly said: () => string;
}

export const serverProcess = (env: Readonly<Record<string, string>>): ServerProcess => {
  let child: ChildProcess | null = null;
  let address = '';
  let said = '';
  const gone = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((done) => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return done();
      child.once('exit', () => done());
      child.kill(signal);
    });
  const start = (): Promise<void> =>
    new Promise((started, failed) => {
      let line = '';
      const next = spawn(process.execPath, ['--no-warnings', PROGRAM], {
        env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
        // It reads its input to its end, which comes when we end, however we end.
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      child = next;
      const hear = (text: string): void => {
        said += text;
        line += text;
        const found = /^address (\S+)$/m.exec(line);
        if (!found?.[1]) return;
        address = found[1];
        line = '';
        started();
      };
      next.stdout.setEncoding('utf8').on('data', hear);
      next.stderr.setEncoding('utf8').on('data', hear);
      next.once('exit', (code, signal) => {
        said += `\n[ended: ${code ?? signal}]\n`;
      });
      next.once('exit', (code) => failed(new Defect(`the server ended with ${code}: ${said.slice(-1_500)}`)));
    });
  return { address: () => address, start, kill: () => gone('SIGKILL'), stop: () => gone('SIGTERM'), said: () => said };
};

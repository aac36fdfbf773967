import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), '准绳 launcher '));
afterAll(() => rmSync(folder, { recursive: true }));

const save = (name: string, contents: string): string => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};

describe('the launcher', () => {
  /** A copy of the package in a folder with blanks and Chinese characters, with what dependencies it is given. */
  const copy = (name: string): string => {
    const to = join(folder, name);
    for (const part of ['bin', 'cli', 'core']) cpSync(join(root, part), join(to, part), { recursive: true });
    cpSync(join(root, 'package.json'), join(to, 'package.json'));
    return to;
  };

  it('says in both languages that the dependencies are not installed', () => {
    const to = copy('无依赖');
    const ran = spawnSync(process.execPath, [join(to, 'bin', 'plumbline.mjs'), 'help'], { encoding: 'utf8' });
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toContain('npm ci');
    expect(ran.stderr).toContain('依赖尚未安装');
    expect(ran.stderr).toContain('not installed');
  });

  it('hands over to the Node of the package, with arguments, output and exit code, where its own is too old', () => {
    const to = copy('旧 Node');
    mkdirSync(join(to, 'node_modules', '.bin'), { recursive: true });
    symlinkSync(join(root, 'node_modules', 'node'), join(to, 'node_modules', 'node'));
    symlinkSync(process.execPath, join(to, 'node_modules', '.bin', 'node'));
    // What an older Node says of itself; everything else about this run is real.
    const old = save('old.mjs', `Object.defineProperty(process.versions, 'node', { value: '18.20.0' });`);
    const args = ['deadline', '--from', '2026-12-31T10:00', '--within', '1wd', '--json'];
    const ran = spawnSync(process.execPath, ['--import', old, join(to, 'bin', 'plumbline.mjs'), ...args], {
      encoding: 'utf8',
    });
    expect(ran.status).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'calendar.yearMissing' } });
  });

  it('passes a signal on to the command and ends as it ends', async () => {
    const to = copy('信号');
    mkdirSync(join(to, 'node_modules', '.bin'), { recursive: true });
    symlinkSync(join(root, 'node_modules', 'node'), join(to, 'node_modules', 'node'));
    symlinkSync(process.execPath, join(to, 'node_modules', '.bin', 'node'));
    const waits = `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready');`;
    writeFileSync(join(to, 'cli', 'main.ts'), waits);
    const old = save('older.mjs', `Object.defineProperty(process.versions, 'node', { value: '18.20.0' });`);
    const child = spawn(process.execPath, ['--import', old, join(to, 'bin', 'plumbline.mjs')]);
    child.stdout.once('data', () => child.kill('SIGTERM'));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(7);
  });
});

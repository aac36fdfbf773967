import type { BenchResult } from './bench-result.ts';
import { casesWanted, folderWithCases } from './load/many-cases.ts';
import { startServerProcess } from './load/server-process.ts';

/** From the start of the process to the first good answer of /readyz, with a full database that was stopped before. */
export const run = async (): Promise<BenchResult[]> => {
  const dataFolder = await folderWithCases(casesWanted());
  // The first start may build the console and bring the database up to date.
  await (await startServerProcess(dataFolder)).stop();
  const server = await startServerProcess(dataFolder);
  await server.stop();
  const note = `${casesWanted().toLocaleString('en')} cases`;
  return [{ name: 'start: warm, until /readyz', value: server.readyAfterMs, unit: 'ms', atMost: 3_000, note }];
};

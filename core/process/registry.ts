import { Defect } from '../base/result.ts';
import type { Process } from './definition.ts';

/** Every published version of every procedure; open cases go on under the version they began with. */
export interface ProcessRegistry {
  readonly all: readonly Process[];
  /** The version for a case; throws where a case names one that is not there: history must stay readable. */
  readonly version: (name: string, version: number) => Process;
  /** The newest version: what a new case begins with. Null for an unknown name. */
  readonly current: (name: string) => Process | null;
}

export const registryOf = (processes: readonly Process[]): ProcessRegistry => {
  const byVersion = new Map(processes.map((process) => [`${process.name}@${process.version}`, process]));
  const newest = new Map<string, Process>();
  for (const process of processes) {
    const known = newest.get(process.name);
    if (!known || known.version < process.version) newest.set(process.name, process);
  }
  return {
    all: processes,
    current: (name) => newest.get(name) ?? null,
    version: (name, version) => {
      const found = byVersion.get(`${name}@${version}`);
      if (!found) throw new Defect(`procedure ${name} version ${version} is not registered`);
      return found;
    },
  };
};

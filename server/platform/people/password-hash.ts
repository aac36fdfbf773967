import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id (the library's default algorithm) with 32 MiB, 3 passes, 1 lane: some 45 ms on one core, and the four at a
 * time that Node's pool allows stay within 128 MB. A stronger setting takes effect for each password when it is next used.
 */
const PARAMETERS = { memoryCost: 32_768, timeCost: 3, parallelism: 1 } as const;
const PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), PARAMETERS);

let nobody: Promise<string> | undefined;

/** Takes as long for an account that does not exist (`stored` null) as for one that does. */
export const verifyPassword = async (stored: string | null, password: string): Promise<boolean> => {
  nobody ??= hashPassword('a password that nobody has');
  const right = await verify(stored ?? (await nobody), password.normalize('NFKC'));
  return right && stored !== null;
};

export const isOutdated = (stored: string): boolean => !stored.startsWith(PREFIX);

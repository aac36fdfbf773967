import type { Config } from './platform/config/keys.ts';

/** Addresses that pages of ours come from; the port is known once the server listens. */
export const addresses = (config: Config) => {
  // Passkeys are bound to a name: a browser takes `localhost`, and no address.
  const local = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(config.host) ? 'localhost' : config.host;
  const origins: [string, ...string[]] = [config.publicUrl ?? `http://${local}:${config.port}`];
  const listeningOn = (port: number): void => {
    if (config.publicUrl === undefined)
      origins.splice(
        0,
        origins.length,
        `http://localhost:${port}`,
        `http://127.0.0.1:${port}`,
        `http://${local}:${port}`,
      );
  };
  return { origins, listeningOn, publicUrl: () => origins[0] };
};

import { totalmem } from 'node:os';

const MB = 1024 * 1024;

const sizedFor = (bytes: number, share: number, least: number, most: number): string =>
  `${Math.round(Math.min(most, Math.max(least, (bytes * share) / MB)))}MB`;

/** A crash may lose nothing that was acknowledged; tests alone may trade that for speed. */
const durability = (durable: boolean): Record<string, string> => {
  const value = durable ? 'on' : 'off';
  return { fsync: value, full_page_writes: value, synchronous_commit: value };
};

/**
 * Settings of the embedded server, sized to the machine. The log gives neither statements, parameters nor details of an
 * error, because all three can hold personal data.
 */
export const serverSettings = (socketFolder: string, port: number, durable: boolean): Record<string, string> => ({
  ...durability(durable),
  listen_addresses: '',
  unix_socket_directories: socketFolder,
  unix_socket_permissions: '0700',
  port: String(port),
  max_connections: '120',
  password_encryption: 'scram-sha-256',
  shared_buffers: durable ? sizedFor(totalmem(), 0.05, 128, 1024) : '128MB',
  effective_cache_size: sizedFor(totalmem(), 0.5, 256, 16_384),
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  wal_compression: 'on',
  min_wal_size: durable ? '512MB' : '80MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '1',
  autovacuum_naptime: '20s',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  lc_messages: 'C',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  cluster_name: 'plumbline',
});

/** The text of plumbline.conf; quotes doubled as postgresql.conf wants them. */
export const settingsFile = (settings: Record<string, string>): string =>
  `# Written anew at every start.\n${Object.entries(settings)
    .map(([key, value]) => `${key} = '${value.replaceAll("'", "''")}'`)
    .join('\n')}\n`;

/** Nobody comes in without a password, on the socket either. */
export const hostRules = 'local all all scram-sha-256\nlocal replication all scram-sha-256\n';

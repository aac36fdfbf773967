import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Defect } from '../../../core/base/result.ts';

/** Every label there may be. None of them names a person, a case or a merchant: their values are few and lasting. */
const labels = [
  'method',
  'route',
  'status',
  'process',
  'action',
  'outcome',
  'job',
  'queue',
  'state',
  'kind',
  'channel',
  'limit',
] as const;
export type Label = (typeof labels)[number];

export interface Metrics {
  readonly requests: Counter<'method' | 'route' | 'status'>;
  readonly requestSeconds: Histogram<'method' | 'route'>;
  readonly decisions: Counter<'process' | 'action' | 'outcome'>;
  readonly decisionSeconds: Histogram<'process'>;
  readonly jobs: Counter<'job' | 'outcome'>;
  readonly jobSeconds: Histogram<'job'>;
  /** How late a due limit or a scheduled job was woken. */
  readonly lateness: Histogram<'kind'>;
  readonly counter: <L extends Label>(name: string, help: string, labelNames?: readonly L[]) => Counter<L>;
  /** `read` is asked at every scrape. */
  readonly gauge: <L extends Label>(
    name: string,
    help: string,
    labelNames?: readonly L[],
    read?: (gauge: Gauge<L>) => void | Promise<void>,
  ) => Gauge<L>;
  readonly histogram: <L extends Label>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: readonly number[],
  ) => Histogram<L>;
  /** What /metrics answers, with its content type. */
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

const seconds = [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const lateSeconds = [0.1, 0.25, 0.5, 1, 2, 5, 30, 300, 3600, 86_400];

const checkName = (name: string): string => {
  if (!/^plumbline_[a-z][a-z0-9_]*$/.test(name)) throw new Defect(`a metric is called plumbline_…: ${name}`);
  return name;
};

/** A registry of its own, so that several servers in one test process do not count together. */
export const openMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'plumbline_' });
  const counter: Metrics['counter'] = (name, help, labelNames = []) =>
    new Counter({ name: checkName(name), help, labelNames, registers });
  const histogram: Metrics['histogram'] = (name, help, labelNames, buckets) =>
    new Histogram({ name: checkName(name), help, labelNames, buckets: [...buckets], registers });
  const gauge: Metrics['gauge'] = (name, help, labelNames = [], read) =>
    new Gauge({
      name: checkName(name),
      help,
      labelNames,
      registers,
      ...(read === undefined
        ? {}
        : {
            collect() {
              return read(this);
            },
          }),
    });
  return {
    requests: counter('plumbline_http_requests_total', 'Requests answered', ['method', 'route', 'status']),
    requestSeconds: histogram(
      'plumbline_http_request_seconds',
      'Time to answer a request',
      ['method', 'route'],
      seconds,
    ),
    decisions: counter('plumbline_decisions_total', 'Actions decided on', ['process', 'action', 'outcome']),
    decisionSeconds: histogram(
      'plumbline_decision_seconds',
      'Time of the transaction of an action',
      ['process'],
      seconds,
    ),
    jobs: counter('plumbline_jobs_total', 'Jobs run', ['job', 'outcome']),
    jobSeconds: histogram('plumbline_job_seconds', 'Time of a job', ['job'], seconds),
    lateness: histogram('plumbline_lateness_seconds', 'From due to woken', ['kind'], lateSeconds),
    counter,
    gauge,
    histogram,
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
};

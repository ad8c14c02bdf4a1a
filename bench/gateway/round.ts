import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { envoyAddress } from '../../cluster/control-plane/network';
import type { Cluster } from '../../cluster/gateway/cluster';
import { programs } from './programs';

const CONNECTIONS = 32;
const SECONDS = 1;

/** The figures of one route under load. */
export interface Round {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds within which half of the requests were served. */
  readonly p50: number;
  /** Milliseconds within which 99 % of the requests were served. */
  readonly p99: number;
  /** Share of the time in which Envoy was busy. */
  readonly busy: number;
  /** Microseconds for which Envoy was busy per request. */
  readonly cost: number;
}

/** Sends requests as fast as the route responds. The session ids of the server have this length. */
export async function round({ envoy }: Cluster, host: string, length: number): Promise<Round> {
  const url = `http://${envoyAddress}:10080/mcp?length=${length}`;
  const target = [`-url=${url}`, `-host=${host}`, `-pid=${envoy.pid}`];
  const amount = [`-connections=${CONNECTIONS}`, `-duration=${SECONDS}s`];
  const { stdout } = await promisify(execFile)(programs.load, [...target, ...amount]);
  const results = JSON.parse(stdout);
  if (results.ErrorsDurationHistogram.Count > 0) {
    throw new Error(`Requests of ${host} failed: ${stdout}`);
  }
  const { Count: count, Percentiles: percentiles } = results.DurationHistogram;
  const [p50, p99] = percentiles.map(({ Value: seconds }: { Value: number }) => seconds * 1e3);
  return {
    rate: results.ActualQPS,
    p50,
    p99,
    busy: results.ProcessorTime / results.ActualDuration,
    cost: results.ProcessorTime / 1e3 / count,
  };
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Cluster } from '../../test/cluster/harness/cluster';
import { envoyAddress } from '../../test/cluster/harness/network';
import { programs } from './programs';

const CONNECTIONS = 32;
const SECONDS = 1;

/** What a route did under load for a while. */
export interface Round {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds that half of the requests took at most. */
  readonly p50: number;
  readonly p99: number;
  /** The share of the time that Envoy was at work. */
  readonly busy: number;
  /** Microseconds that Envoy was at work for a request. */
  readonly cost: number;
}

/** Sends a route as much as it takes; the server's ids have so many characters. */
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

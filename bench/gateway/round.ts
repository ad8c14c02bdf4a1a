import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import { envoyAddress } from '../../test/cluster/harness/network';
import { programs } from './programs';

const CONNECTIONS = 32;
const SECONDS = 1;

/** What a route did under load for a while. */
export interface Round {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The busy share of each core. */
  readonly cores: number[];
}

/** Sends a route as much as it takes. */
export async function round(host: string): Promise<Round> {
  const before = cpus();
  const target = [`-url=http://${envoyAddress}:10080/mcp`, `-host=${host}`];
  const amount = [`-connections=${CONNECTIONS}`, `-duration=${SECONDS}s`];
  const { stdout } = await promisify(execFile)(programs.load, [...target, ...amount]);
  const cores = cpus().map(({ times }, core) => busyShare(before[core]?.times ?? times, times));
  const { ActualQPS: rate, DurationHistogram, ErrorsDurationHistogram } = JSON.parse(stdout);
  if (ErrorsDurationHistogram.Count > 0) throw new Error(`${ErrorsDurationHistogram.Count} requests of ${host} failed`);
  const [p50, p99] = DurationHistogram.Percentiles.map(({ Value }: { Value: number }) => Value * 1000);
  return { rate, p50, p99, cores };
}

type Times = ReturnType<typeof cpus>[number]['times'];

function busyShare(before: Times, after: Times): number {
  const passed = total(after) - total(before);
  return 1 - (after.idle - before.idle) / passed;
}

function total(times: Times): number {
  return Object.values(times).reduce((sum, time) => sum + time);
}

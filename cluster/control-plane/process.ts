import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FinalError, sleep } from './wait';

/** The folder that `run.ts` creates for this run: logs, keys and data. */
export const runFolder = process.env.CLUSTER_RUN_FOLDER ?? '';

/** A running program whose output goes to a log file. */
export class Program {
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;

  constructor(
    private readonly name: string,
    command: string,
    args: string[],
    environment: NodeJS.ProcessEnv = {},
  ) {
    const log = openSync(this.logFile, 'a');
    this.child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: ['ignore', log, log] });
    closeSync(log);
    this.child.unref();
    this.exited = new Promise((resolve) => this.child.once('exit', () => resolve()).once('error', () => resolve()));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined;
  }

  /** Whether the program exits by itself within a second. */
  async ends(): Promise<boolean> {
    await Promise.race([this.exited, sleep(1000)]);
    return !this.isRunning;
  }

  /** Throws an error with the end of the log if the program has exited. */
  assertRunning(): void {
    if (this.isRunning) {
      return;
    }
    throw new FinalError(`${this.name} exited: ${this.log.slice(-2000)}`);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  private get logFile(): string {
    return join(runFolder, `${this.name}.log`);
  }
}

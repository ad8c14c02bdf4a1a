import { type HttpRequest, request } from './http-client';

/** A failed request. */
export interface Failure {
  /** Time since the start of the traffic. */
  readonly milliseconds: number;
  readonly reason: string;
}

const lanes = 8;

/** Sends requests until it is stopped: several at a time, and one after another in each lane. */
export class Traffic {
  private readonly failures: Failure[] = [];
  private readonly started = Date.now();
  private readonly running: Promise<void>[];
  private sent = 0;
  private stopped = false;

  constructor(private readonly requests: HttpRequest[]) {
    this.running = Array.from({ length: lanes }, () => this.run());
  }

  async stop(): Promise<{ sent: number; failures: Failure[] }> {
    this.stopped = true;
    await Promise.all(this.running);
    return { sent: this.sent, failures: this.failures };
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const next = this.requests[this.sent++ % this.requests.length];
      const fail = (reason: string) => this.failures.push({ milliseconds: Date.now() - this.started, reason });
      await request({ ...next, newConnection: true }).then(
        ({ status }) => status !== 200 && fail(`status ${status}`),
        (error) => fail(String(error)),
      );
    }
  }
}

import type { HttpRequest } from '../../cluster/clients/http-client';
import { sleep } from '../../cluster/control-plane/wait';
import type { Pin, Session } from './session-clients';

/** The outcome of a load. */
export interface Outcome {
  readonly sessions: number;
  /** The sessions that got a response of another pod, or an error, before their clients ended them. */
  readonly lost: string[];
  readonly pods: Set<string>;
}

export interface LoadOptions {
  /** The number of clients at a time; each has one session after another. */
  readonly clients: number;
  /** How long a session lasts, in milliseconds. */
  readonly lasting: number;
  /** The time between two requests of a session, in milliseconds. */
  readonly pause: number;
}

/** Clients that begin sessions until they are stopped, and then finish the open ones. */
export class SessionLoad {
  private readonly running: Promise<void>[];
  private readonly lost: string[] = [];
  private readonly pods = new Set<string>();
  private sessions = 0;
  private stopped = false;

  constructor(
    private readonly pin: Pick<Pin, 'begin'>,
    private readonly target: HttpRequest,
    private readonly options: LoadOptions,
  ) {
    this.running = Array.from({ length: options.clients }, () => this.run());
  }

  async stop(): Promise<Outcome> {
    this.stopped = true;
    await Promise.all(this.running);
    return { sessions: this.sessions, lost: this.lost, pods: this.pods };
  }

  private async run(): Promise<void> {
    // Clients do not all begin at the same time.
    await sleep(Math.random() * this.options.lasting);
    while (!this.stopped) {
      const session = await this.pin.begin(this.target);
      this.sessions++;
      this.pods.add(session.pod);
      const end = await this.endOf(session);
      if (end) {
        this.lost.push(end);
      }
    }
  }

  /** Why a session was lost, if it was. */
  private async endOf(session: Session): Promise<string | undefined> {
    const until = Date.now() + this.options.lasting;
    while (Date.now() < until) {
      const end = await session.request().then(
        ({ status, pod }) => (status === 200 && pod === session.pod ? undefined : `${session.pod}: ${status} ${pod}`),
        (error) => `${session.pod}: ${error}`,
      );
      if (end) {
        return end;
      }
      await sleep(this.options.pause);
    }
    return undefined;
  }
}

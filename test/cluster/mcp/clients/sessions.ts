import { setTimeout } from 'node:timers/promises';
import type { Assignment, Outcome } from '../contract.cts';

export interface Session {
  call(tool: string): Promise<string>;
  /** The number of notifications received; only for clients that listen to them. */
  notifications?(): number;
  close(): Promise<void>;
}

const atATime = 10;
const patience = 10_000;

/** Runs the sessions that the command line asks for, and prints their outcomes. */
export async function runSessions(open: (url: string) => Promise<Session>): Promise<void> {
  const assignment: Assignment = JSON.parse(process.argv[2] ?? '');
  const outcomes: Outcome[] = [];
  let begun = 0;
  const lane = async () => {
    while (begun++ < assignment.sessions) {
      outcomes.push(await runSession(open, assignment));
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  process.stdout.write(JSON.stringify(outcomes), () => process.exit());
}

async function runSession(open: (url: string) => Promise<Session>, assignment: Assignment): Promise<Outcome> {
  const answers: string[] = [];
  try {
    const session = await open(assignment.url);
    for (let call = 0; call < assignment.calls; call++) {
      answers.push(await session.call(assignment.tools[call % assignment.tools.length] ?? ''));
    }
    await expectNotifications(session, assignment.notifications);
    await session.close();
    return { answers };
  } catch (error) {
    return { answers, error: String(error) };
  }
}

async function expectNotifications({ notifications }: Session, expected: number): Promise<void> {
  if (!notifications) {
    return;
  }
  const deadline = Date.now() + patience;
  while (notifications() < expected) {
    if (Date.now() > deadline) {
      throw new Error(`${notifications()} of ${expected} notifications arrived`);
    }
    await setTimeout(10);
  }
}

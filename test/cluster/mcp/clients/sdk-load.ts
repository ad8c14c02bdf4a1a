import { setTimeout } from 'node:timers/promises';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Assignment, Outcome } from '../contract.cts';
import { openSession } from './sdk-session.ts';

const pause = 200;
const { url, sessions, tools }: Assignment = JSON.parse(process.argv[2] ?? '');
const [tool = ''] = tools;

let stopped = false;
process.stdin.on('end', () => {
  stopped = true;
});
process.stdin.resume();

/** Calls the tool until standard input ends, or until the server no longer knows the session. */
async function run(opened: () => void): Promise<Outcome> {
  const session = await openSession(url);
  const answers: string[] = [];
  try {
    while (!stopped) {
      answers.push(await session.call(tool));
      opened();
      await setTimeout(pause);
    }
    await session.close();
    return { answers };
  } catch (error) {
    if (!(error instanceof StreamableHTTPError)) {
      throw error;
    }
    return { answers, error: String(error.code) };
  }
}

/** Begins a new session whenever one is gone, as the specification asks, and returns the outcomes of all. */
async function keepRunning(opened: () => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  while (!stopped) {
    outcomes.push(await run(opened));
  }
  return outcomes;
}

const opened: Promise<void>[] = [];
const clients = Array.from({ length: sessions }, () => {
  const first = Promise.withResolvers<void>();
  opened.push(first.promise);
  return keepRunning(first.resolve);
});
await Promise.all(opened);
console.log('open');
process.stdout.write(JSON.stringify(await Promise.all(clients)), () => process.exit());

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What no waiting mends. */
export class FinalError extends Error {}

/** Asks until the answer is truthy; a probe that throws has no answer yet, and its error is told when time is up. */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  { timeout = 30_000, interval = 50 } = {},
): Promise<T> {
  const deadline = Date.now() + timeout;
  let reason: unknown = 'not yet';
  for (;;) {
    try {
      const answer = await probe();
      if (answer) {
        return answer;
      }
    } catch (error) {
      if (error instanceof FinalError) {
        throw error;
      }
      reason = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeout} ms for ${what}: ${reason}`);
    }
    await sleep(interval);
  }
}

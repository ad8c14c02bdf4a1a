export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** An error at which `waitFor` gives up at once. */
export class FinalError extends Error {}

/** Repeats a probe until it returns a truthy value. If it throws, its last error is reported only after the timeout. */
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

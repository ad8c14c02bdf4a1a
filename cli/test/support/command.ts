import { run } from '../../src/command/run';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `sticky-gateway` in this process. */
export async function command(...args: readonly string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  try {
    return { code: await run(args, '1.2.3'), ...written };
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Backend } from './http-backend';
import { binaries, mcpFolder } from './pins';
import { Program } from './process';
import { waitFor } from './wait';

const maxBuffer = 64 * 1024 * 1024;
const timeout = 100_000;

/** A program in `mcp/` that learns from its environment where to listen and which pod it is, and says when it does. */
export function nodeBackend(script: string, args: string[] = [], everyAddress = false): Backend {
  return {
    everyAddress,
    async start(address, port, pod) {
      const environment = { ADDRESS: address, PORT: String(port), POD: pod };
      const program = new Program(pod, binaries.node, [join(mcpFolder, script), ...args], environment);
      await waitFor(`${pod} to listen`, () => {
        program.assertRunning();
        return program.log.includes('listening');
      });
      return { kill: () => program.stop() };
    },
  };
}

/** The JSON that a program in `mcp/` prints. */
export async function runNode<T>(script: string, args: string[]): Promise<T> {
  const file = join(mcpFolder, script);
  const { stdout } = await promisify(execFile)(binaries.node, [file, ...args], { maxBuffer, timeout });
  return JSON.parse(stdout);
}

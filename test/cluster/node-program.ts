import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Backend } from '../../cluster/backends/backend';
import { programBackend } from '../../cluster/backends/program-backend';
import { mcpFolder, mcpNode } from './mcp-install';

const maxBuffer = 64 * 1024 * 1024;
const timeout = 100_000;

/** A pod that runs a program in `mcp/`. */
export function nodeBackend(script: string, args: string[] = [], everyAddress = false): Backend {
  return programBackend(mcpNode, [join(mcpFolder, script), ...args], everyAddress);
}

/** Runs a program in `mcp/`, and returns the JSON that it prints. */
export async function runNode<T>(script: string, input: object): Promise<T> {
  const { stdout } = await execute(script, input);
  return JSON.parse(stdout);
}

/** Starts a program in `mcp/` that prints a line when it is ready, and JSON when its input ends. */
export async function startNode<T>(script: string, input: object): Promise<{ stop(): Promise<T> }> {
  const program = execute(script, input);
  await Promise.race([program, new Promise((ready) => program.child.stdout?.once('data', ready))]);
  return {
    async stop() {
      program.child.stdin?.end();
      const [, json = ''] = (await program).stdout.split('\n');
      return JSON.parse(json);
    },
  };
}

function execute(script: string, input: object) {
  const args = [join(mcpFolder, script), JSON.stringify(input)];
  return promisify(execFile)(mcpNode, args, { maxBuffer, timeout });
}

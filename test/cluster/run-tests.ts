import { runCommand } from '../../cluster/run';
import { installMcp } from './mcp-install';

/** Runs jest on the control plane, and exits with its exit code. */
export async function runTests(args: string[]): Promise<void> {
  installMcp();
  await runCommand(['jest', ...args]);
}

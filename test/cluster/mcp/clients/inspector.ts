import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runSessions } from './sessions.ts';
import { textOf } from './text.ts';

const launcher = fileURLToPath(import.meta.resolve('../node_modules/.bin/mcp-inspector'));

/** Each run of the command is a session with one call. */
await runSessions(async (url) => ({
  call: async (tool) => {
    const args = ['--cli', url, '--method', 'tools/call', '--tool-name', tool, '--format', 'json'];
    const { stdout } = await promisify(execFile)(process.execPath, [launcher, ...args]);
    return textOf(JSON.parse(stdout).result);
  },
  close: async () => {},
}));

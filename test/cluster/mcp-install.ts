import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const mcpFolder = join(__dirname, 'mcp');

const modules = join(mcpFolder, 'node_modules');

/** The Node of the MCP programs, which may be newer than the Node that runs the tests. */
export const mcpNode = join(modules, `node-linux-${process.arch}`, 'bin', 'node');

/** Installs the MCP clients and servers, unless they are installed from the same lock file already. */
export function installMcp(): void {
  const lock = readFileSync(join(mcpFolder, 'package-lock.json'), 'utf8');
  const installed = join(modules, '.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) {
    return;
  }
  console.log('MCP clients and servers: installing from npm');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--loglevel=error'], {
    cwd: mcpFolder,
    stdio: 'inherit',
  });
  writeFileSync(installed, lock);
}

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const mcpFolder = join(__dirname, 'mcp');

const modules = join(mcpFolder, 'node_modules');

/** A Node that is new enough for the MCP clients, which that of the tests may not be. */
export const mcpNode = join(modules, `node-linux-${process.arch}`, 'bin', 'node');

/** Installs the MCP clients and servers, unless the lock file is still the one that they were installed from. */
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

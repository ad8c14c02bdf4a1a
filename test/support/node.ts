import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = `node-${process.platform}-${process.arch}`;

/** Installs a major version of Node from npm, unless it is installed already, and returns the folder of its program. */
export function installedNode(major: number): string {
  const folder = join(__dirname, '../../.cache/node', String(major));
  const bin = join(folder, 'node_modules', PACKAGE, 'bin');
  if (!existsSync(bin)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `${PACKAGE}@${major}`]);
  }
  return bin;
}

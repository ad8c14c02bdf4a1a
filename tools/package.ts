/** `npm run package`: the npm tarballs, Python wheel and sdist, Java jar and Go module of this version, in `packages/`. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm run package` has built already, so that packing need not build again for each target. */
const env = { ...process.env, npm_config_ignore_scripts: 'true' };

const pacmak = (...args: string[]) =>
  execFileSync('node', ['tools/jsii.js', 'jsii-pacmak', '--no-npmignore', ...args], { env, stdio: 'inherit' });

rmSync('packages', { recursive: true, force: true });
pacmak('--targets', 'js', 'python', 'java');
// A Go module is its source. `npm run test:languages` compiles it.
pacmak('--targets', 'go', '--code-only');
packCommand();

/** Packs `sticky-gateway`, which needs the construct of its own version where npm installs it. */
function packCommand(): void {
  const { version } = manifest('.');
  const { scripts, ...published } = manifest('cli');
  const dependencies = { ...published.dependencies, 'cdk8s-sticky-gateway-route': version };
  execFileSync('npm', ['run', 'build', '--workspace', 'cli'], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'sticky-gateway-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...published, version, dependencies }, undefined, 2));
    cpSync('LICENSE', join(folder, 'LICENSE'));
    cpSync('cli/README.md', join(folder, 'README.md'));
    cpSync('cli/lib', join(folder, 'lib'), { recursive: true });
    execFileSync('npm', ['pack', '--pack-destination', 'packages/js', folder], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function manifest(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

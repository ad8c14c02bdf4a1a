/** `npm run package`: the npm tarball, Python wheel and sdist, Java jar and Go module of this version, in `packages/`. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** `npm run package` has built already, so that packing need not build again for each target. */
const env = { ...process.env, npm_config_ignore_scripts: 'true' };

const pacmak = (...args: string[]) =>
  execFileSync('node', ['tools/jsii.js', 'jsii-pacmak', '--no-npmignore', ...args], { env, stdio: 'inherit' });

rmSync('packages', { recursive: true, force: true });
pacmak('--targets', 'js', 'python', 'java');
// A Go module is its source. `npm run test:languages` compiles it.
pacmak('--targets', 'go', '--code-only');

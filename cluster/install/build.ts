import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { envoyGatewayFolder, envoyGatewayModule, goModFolder } from './go-modules';
import { binaries } from './paths';
import { kubernetesVersion } from './pinned';
import { newest } from './releases';
import { running } from './running';

/** A Go program of the control plane. */
interface GoProgram {
  readonly goPackage: string;
  readonly binary: string;
  /** The folder whose `go.mod` it is built with. */
  folder(): string;
}

const programs: GoProgram[] = [
  { goPackage: 'go.etcd.io/etcd/server/v3', binary: binaries.etcd, folder: () => goModFolder },
  { goPackage: 'k8s.io/kubernetes/cmd/kube-apiserver', binary: binaries.kubeApiserver, folder: () => goModFolder },
  { goPackage: 'k8s.io/kubernetes/cmd/kubectl', binary: binaries.kubectl, folder: () => goModFolder },
  {
    goPackage: `${envoyGatewayModule}/cmd/envoy-gateway`,
    binary: binaries.envoyGateway,
    // An older Envoy Gateway is built with its own go.mod.
    folder: () => (running === newest ? goModFolder : envoyGatewayFolder(running.envoyGateway)),
  },
];

/** Builds static binaries: they need no C compiler, and no libraries in the chroot of Envoy Gateway. */
export const goEnvironment = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };

/** Builds the Go programs that are missing. */
export async function buildPrograms(report: (line: string) => void): Promise<void> {
  for (const program of programs) {
    if (!existsSync(program.binary)) {
      await build(program, report);
    }
  }
}

async function build({ goPackage, binary, folder }: GoProgram, report: (line: string) => void): Promise<void> {
  const version = `-X k8s.io/component-base/version.gitVersion=${kubernetesVersion}`;
  const args = ['build', '-v', '-trimpath', '-ldflags', `-s -w ${version}`, '-o', `${binary}.partial`, goPackage];
  const started = Date.now();
  const go = spawn('go', args, { cwd: folder(), env: goEnvironment, stdio: ['ignore', 'ignore', 'pipe'] });
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

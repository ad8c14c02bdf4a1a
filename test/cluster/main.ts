import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, MissingTool } from './harness/install';
import { loopbackCommands } from './harness/network';
import { cacheFolder } from './harness/pins';

/**
 * Installs the control plane, then runs a command in network and process namespaces of its own: it reaches every address
 * of the cluster directly, nothing leaves the machine, and no process outlives the run, however it ends.
 */
async function main(command: string[]): Promise<void> {
  process.env.PATH += ':/usr/sbin:/sbin'; // chroot and ip, which an ordinary user may not have there
  await install((line) => console.log(line));
  const runFolder = mkdtempSync(join(cacheFolder, 'run-'));
  const shell = `${loopbackCommands()} && "$@"`;
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const namespaces = ['--net', '--pid', '--fork', '--kill-child', ...asRoot];
  const child = spawn('unshare', [...namespaces, 'sh', '-c', shell, 'sh', ...command], {
    stdio: 'inherit',
    env: { ...process.env, CLUSTER_RUN_FOLDER: runFolder },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill('SIGKILL'));
  }
  child.on('error', fail).on('exit', (code) => {
    if (code === 0) {
      rmSync(runFolder, { recursive: true });
    } else {
      console.error(`The logs are in ${runFolder}`);
    }
    process.exit(code ?? 1);
  });
}

function fail(error: Error): void {
  console.error(error instanceof MissingTool ? error.message : error);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loopbackCommands } from './control-plane/network';
import { install, MissingTool } from './install/install';
import { cacheFolder } from './install/paths';

/**
 * Installs the control plane, runs a command in its own network and process namespaces, and exits with the exit code of the
 * command. There, every address of the cluster is local, no packet leaves the machine, and no process outlives the command.
 */
export async function runCommand(command: string[]): Promise<void> {
  process.env.PATH += ':/usr/sbin:/sbin'; // for chroot and ip; the PATH of an ordinary user may lack these folders
  try {
    await install((line) => console.log(line));
  } catch (error) {
    fail(error);
  }
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

function fail(error: unknown): never {
  console.error(error instanceof MissingTool ? error.message : error);
  process.exit(1);
}

import { Program } from '../control-plane/process';
import { waitFor } from '../control-plane/wait';
import type { Backend } from './backend';

/**
 * A pod that runs a program. The program reads its address, its port and the name of its pod from the environment, and prints
 * `listening` once it accepts connections.
 */
export function programBackend(command: string, args: string[] = [], everyAddress = false): Backend {
  return {
    everyAddress,
    async start(address, port, pod) {
      const environment = { ADDRESS: address, PORT: String(port), POD: pod };
      const program = new Program(pod, command, args, environment);
      await waitFor(`${pod} to listen`, () => {
        program.assertRunning();
        return program.log.includes('listening');
      });
      return { kill: () => program.stop() };
    },
  };
}

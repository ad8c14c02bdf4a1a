import type { Backend } from './http-backend';
import { Program } from './process';
import { waitFor } from './wait';

/** A program that learns from its environment where to listen and which pod it is, and says when it does. */
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

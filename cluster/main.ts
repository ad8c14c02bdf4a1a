/** Runs a command on the control plane: `tsx cluster/main.ts <command>`. */
import { runCommand } from './run';

void runCommand(process.argv.slice(2));

/** Runs jest on the control plane: `tsx test/cluster/main.ts <arguments of jest>`. */
import { runTests } from './run-tests';

void runTests(process.argv.slice(2));

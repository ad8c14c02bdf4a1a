/** Runs jest on the control plane: `tsx test/cluster/main.ts <arguments of jest>`. */
import { installReal } from '../real/install';
import { runTests } from './run-tests';

installReal();
void runTests(process.argv.slice(2));

import { Command, Option } from 'commander';
import { DEFAULT_GATEWAY } from '../migrate';

/** The options of `migrate`, as they are written. */
export interface MigrateFlags {
  readonly gateway?: string;
  readonly redirectListener: string;
  readonly target?: string;
  readonly class?: string[];
  readonly annotationsPrefix?: string;
  readonly out?: string;
  readonly output: 'yaml' | 'json';
  readonly typescript?: true;
  readonly python?: true;
  readonly report: 'table' | 'json' | 'markdown';
  readonly allowLost?: true;
}

export type Migrate = (inputs: readonly string[], flags: MigrateFlags) => Promise<void>;

const EXIT_CODES = `
Exit codes: 0 if all went well, 1 if something could not be read or migrated, 2 if stickiness was lost.

Examples:
  sticky-gateway migrate ingress.yaml --gateway gateways/public
  kubectl get ingress,service -A -o yaml | sticky-gateway migrate - --gateway gateways/public --out k8s`;

/** The commands and their options. */
export function programFor(version: string, migrate: Migrate): Command {
  const program = new Command('sticky-gateway').version(version).exitOverride();
  program
    .command('migrate')
    .description('Turns Ingresses of ingress-nginx into StickyGatewayRoutes, and tells what changes.')
    .argument('[inputs...]', 'files, folders, or - for standard input (the default)')
    .option('--gateway <namespace/name[:listener]>', `Gateway of the routes (default: ${DEFAULT_GATEWAY})`)
    .option('--redirect-listener <name>', 'listener whose requests are redirected to TLS', 'http')
    .option('--target <version>', 'Envoy Gateway of the cluster, such as 1.9 (default: the newest)')
    .option('--class <name...>', 'classes of ingress-nginx (default: nginx, and IngressClasses of the input)')
    .option('--annotations-prefix <prefix>', 'prefix of the annotations, if the controller has this option')
    .option('--out <folder>', 'folder of the output, instead of standard output')
    .addOption(new Option('-o, --output <format>', 'format of the manifests').choices(['yaml', 'json']).default('yaml'))
    .addOption(new Option('--typescript', 'write a cdk8s app in TypeScript instead').conflicts('python'))
    .option('--python', 'write a cdk8s app in Python instead')
    .addOption(
      new Option('--report <format>', 'format of the report on standard error')
        .choices(['table', 'json', 'markdown'])
        .default('table'),
    )
    .option('--allow-lost', 'exit with 0 even if stickiness was lost')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .action(migrate);
  return program;
}

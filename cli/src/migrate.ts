import { EnvoyGatewayVersion } from 'cdk8s-sticky-gateway-route';
import { PREFIX } from 'cdk8s-sticky-gateway-route/command';
import { modelOf } from './ingress-nginx/build-model';
import type { InputObject } from './input/documents';
import { readInput } from './input/read-input';
import { type Manifest, renderObjects } from './output/objects';
import { pythonCode } from './output/python';
import { typescriptCode } from './output/typescript';
import { type Problem, Report, type ReportLine } from './report/report';
import { parseGateway } from './routes/gateway/gateway-ref';
import { planOf } from './routes/plan';
import type { ListenerNeed } from './routes/route-plan';

export interface MigrateOptions {
  /** `namespace/name`, or `namespace/name:listener`. */
  readonly gateway?: string;
  /** Listener whose requests are redirected to TLS; `http` unless it is set. */
  readonly redirectListener?: string;
  /** The Envoy Gateway that the cluster runs, such as `1.9`. */
  readonly target?: string;
  /** Classes of ingress-nginx; `nginx` and those of IngressClasses of the input unless it is set. */
  readonly classes?: readonly string[];
  /** Prefix of the annotations that the controller reads. */
  readonly annotationsPrefix?: string;
  /** The code to write besides the objects. */
  readonly code?: 'typescript' | 'python';
  /** Called with what is done next. */
  readonly onProgress?: (step: string) => void;
}

export interface Migration {
  readonly objects: readonly Manifest[];
  /** Formatted code that renders the objects, if it was asked for. */
  readonly code: string | undefined;
  /** What becomes of each annotation, lost security first. */
  readonly report: readonly ReportLine[];
  /** What could not be migrated. */
  readonly problems: readonly Problem[];
  /** What the Gateway needs. */
  readonly listeners: readonly ListenerNeed[];
  /** Kinds of objects that were not read, and their number. */
  readonly ignored: ReadonlyMap<string, number>;
  /** The number of Ingresses that were read. */
  readonly ingresses: number;
  /** Whether clients that stayed on their pod, or should have, no longer do. */
  readonly hasLostStickiness: boolean;
}

export const DEFAULT_GATEWAY = 'gateways/public';

/** Migrates the Ingresses of ingress-nginx among Kubernetes objects to routes and policies of Envoy Gateway. */
export async function migrateIngress(objects: readonly unknown[], options: MigrateOptions = {}): Promise<Migration> {
  return await migrateInput(
    objects.map((object, i) => ({ object, source: `objects[${i}]`, remarks: [] })),
    options,
  );
}

/** Migrates objects that know where they stand. */
export async function migrateInput(input: readonly InputObject[], options: MigrateOptions = {}): Promise<Migration> {
  const prefix = options.annotationsPrefix ? `${options.annotationsPrefix.replace(/\/$/, '')}/` : PREFIX;
  const gateway = parseGateway(options.gateway ?? DEFAULT_GATEWAY, options.redirectListener);
  const target = targetOf(options.target);
  const report = new Report(prefix);
  const progress = options.onProgress ?? (() => undefined);
  const { services, ingresses, unread, ignored } = readInput(input, options.classes, report);
  progress(`read ${ingresses.length} Ingresses`);
  const model = modelOf(ingresses, services, report);
  const { plans, listeners } = planOf(model, { gateway, target }, report);
  progress(`planned ${plans.length} constructs`);
  const rendered = renderObjects(plans, target, report);
  progress(`rendered ${rendered.objects.length} objects`);
  const write = { typescript: typescriptCode, python: pythonCode };
  const lines = report.linesOf([...ingresses, ...unread]);
  return {
    objects: rendered.objects,
    code: options.code && (await write[options.code](rendered.plans, options.target)),
    report: lines,
    problems: report.problems,
    listeners,
    ignored,
    ingresses: ingresses.length,
    hasLostStickiness: lines.some(({ area, verdict }) => area === 'stickiness' && verdict === 'dropped'),
  };
}

function targetOf(version: string | undefined): EnvoyGatewayVersion | undefined {
  if (version === undefined) {
    return undefined;
  }
  const versions = Object.values(EnvoyGatewayVersion) as EnvoyGatewayVersion[];
  const found = versions.find((each) => each.version === version.replace(/^v/, '').split('.').slice(0, 2).join('.'));
  if (!found) {
    throw new Error(`--target: got "${version}"; expected one of ${versions.map((each) => each.version).join(', ')}`);
  }
  return found;
}

import { PREFIX } from 'cdk8s-sticky-gateway-route/command';
import { type MigrateOptions, type Migration, migrateIngress, type ReportLine, type Verdict } from '../../src';
import { ruleSummaries } from './rule-summaries';

export interface IngressOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly created?: string;
  /** Names after the prefix of ingress-nginx. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly host?: string;
  /** Services by path. */
  readonly paths?: Readonly<Record<string, string>>;
  readonly pathType?: string;
  readonly tls?: boolean;
}

/** An Ingress of the class nginx. */
export function ingress(options: IngressOptions = {}): Record<string, unknown> {
  const { name = 'web', namespace = 'shop', created, annotations = {}, host = 'web.example.com', tls } = options;
  const { paths = { '/': 'web' }, pathType = 'Prefix' } = options;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      namespace,
      ...(created && { creationTimestamp: created }),
      annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [PREFIX + key, value])),
    },
    spec: {
      ingressClassName: 'nginx',
      ...(tls && { tls: [{ ...(host && { hosts: [host] }), secretName: 'web-tls' }] }),
      rules: [
        {
          ...(host && { host }),
          http: {
            paths: Object.entries(paths).map(([path, service]) => ({
              path,
              pathType,
              backend: { service: { name: service, port: { number: 80 } } },
            })),
          },
        },
      ],
    },
  };
}

export interface Migrated extends Migration {
  readonly rules: readonly string[];
}

/** The migration of Ingresses, with its rules in a line each. */
export async function migrated(ingresses: readonly IngressOptions[], options?: MigrateOptions): Promise<Migrated> {
  const migration = await migrateIngress(ingresses.map(ingress), options);
  return { ...migration, rules: ruleSummaries(migration.objects) };
}

/** The line of an annotation, or of another part. */
export function lineOf({ report }: Pick<Migration, 'report'>, subject: string, of = 'shop/web'): ReportLine {
  const found = report.filter((line) => line.ingress === of && [PREFIX + subject, subject].includes(line.subject));
  const [line] = found;
  if (!line || found.length > 1) {
    throw new Error(`${found.length} lines of ${subject} of ${of}`);
  }
  return line;
}

export function verdictOf(migration: Pick<Migration, 'report'>, subject: string, of?: string): Verdict {
  return lineOf(migration, subject, of).verdict;
}

import type { Annotated } from '../report/report';
import type { InputObject } from './documents';

export type PathType = 'Exact' | 'Prefix' | 'ImplementationSpecific';

/** A Service and its port, as an Ingress names them. */
export interface IngressBackend {
  readonly service: string;
  readonly port: number | string;
}

export interface IngressPath {
  readonly path: string;
  readonly type: PathType;
  readonly backend: IngressBackend;
}

export interface IngressRule {
  /** Empty for every host. */
  readonly host: string;
  readonly paths: readonly IngressPath[];
}

export interface IngressTls {
  readonly hosts: readonly string[];
  readonly secretName: string | undefined;
}

/** An Ingress of any API version, in one form. */
export interface Ingress extends Annotated {
  readonly name: string;
  /** As written; an Ingress without one is in the namespace of whoever applies it. */
  readonly namespace: string | undefined;
  /** Milliseconds; 0 without a time. */
  readonly created: number;
  readonly className: string | undefined;
  readonly defaultBackend: IngressBackend | undefined;
  readonly rules: readonly IngressRule[];
  readonly tls: readonly IngressTls[];
  /** What was read differently from how it is written. */
  readonly remarks: readonly string[];
}

const DEFAULT_NAMESPACE = 'default';

const V1 = 'networking.k8s.io/v1';
const BETA = ['networking.k8s.io/v1beta1', 'extensions/v1beta1'];

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

type Fields = Record<string, unknown>;

/** An Ingress that cannot be read. */
export class IngressError extends Error {}

export function isIngress(object: unknown): boolean {
  const { kind, apiVersion } = (object ?? {}) as Fields;
  return kind === 'Ingress' && /^(networking\.k8s\.io|extensions)\//.test(String(apiVersion));
}

/** The name under which an Ingress is reported, however broken it is. */
export function idOf(object: unknown): string {
  const { metadata } = object as { metadata?: { name?: unknown; namespace?: unknown } };
  return `${metadata?.namespace ?? DEFAULT_NAMESPACE}/${metadata?.name ?? '?'}`;
}

/** The annotations of an object as texts, however broken it is. */
export function annotationsIn(object: unknown): Record<string, string> {
  const { metadata } = object as { metadata?: { annotations?: object } };
  const entries = Object.entries(metadata?.annotations ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value ?? '')]));
}

export function readIngress({ object, source, remarks: given }: InputObject): Ingress {
  const ingress = fieldsOf(object, 'the Ingress');
  const metadata = fieldsOf(ingress.metadata ?? {}, 'metadata');
  const spec = fieldsOf(ingress.spec ?? {}, 'spec');
  const apiVersion = String(ingress.apiVersion);
  if (apiVersion !== V1 && !BETA.includes(apiVersion)) {
    throw new IngressError(`apiVersion: got ${apiVersion}; expected ${[V1, ...BETA].join(', ')}`);
  }
  const remarks = [...given];
  if (apiVersion !== V1) {
    remarks.push(`${apiVersion} is gone since Kubernetes 1.22; read as ${V1}`);
  }
  const read = new SpecReader(remarks, apiVersion === V1);
  fieldsOf(metadata.annotations ?? {}, 'metadata.annotations');
  const annotations = annotationsIn(object);
  const { creationTimestamp } = metadata;
  return {
    id: idOf(object),
    name: requiredText(metadata.name, 'metadata.name'),
    namespace: optionalText(metadata.namespace, 'metadata.namespace'),
    source,
    annotations,
    created:
      Date.parse(String(creationTimestamp instanceof Date ? creationTimestamp.toISOString() : creationTimestamp)) || 0,
    className: annotations[CLASS_ANNOTATION] ?? optionalText(spec.ingressClassName, 'spec.ingressClassName'),
    defaultBackend: read.backend(spec.defaultBackend ?? spec.backend, 'spec.defaultBackend'),
    rules: listOf(spec.rules, 'spec.rules').map((rule, i) => read.rule(rule, `spec.rules[${i}]`)),
    tls: listOf(spec.tls, 'spec.tls').map((tls, i) => readTls(tls, `spec.tls[${i}]`)),
    remarks,
  };
}

class SpecReader {
  public constructor(
    private readonly remarks: string[],
    private readonly needsPathType: boolean,
  ) {}

  public rule(value: unknown, at: string): IngressRule {
    const rule = fieldsOf(value, at);
    const http = fieldsOf(rule.http ?? {}, `${at}.http`);
    return {
      host: (optionalText(rule.host, `${at}.host`) ?? '').toLowerCase(),
      paths: listOf(http.paths, `${at}.http.paths`).map((path, i) => this.path(path, `${at}.http.paths[${i}]`)),
    };
  }

  public backend(value: unknown, at: string): IngressBackend | undefined {
    if (value === undefined || value === null) {
      return undefined;
    }
    const backend = fieldsOf(value, at);
    if (backend.resource) {
      throw new IngressError(`${at}.resource: ingress-nginx serves Services only`);
    }
    if (backend.serviceName !== undefined) {
      return {
        service: requiredText(backend.serviceName, `${at}.serviceName`),
        port: this.port(backend.servicePort, `${at}.servicePort`),
      };
    }
    const service = fieldsOf(backend.service ?? {}, `${at}.service`);
    const port = fieldsOf(service.port ?? {}, `${at}.service.port`);
    return {
      service: requiredText(service.name, `${at}.service.name`),
      port: this.port(port.name ?? port.number, `${at}.service.port`),
    };
  }

  private path(value: unknown, at: string): IngressPath {
    const path = fieldsOf(value, at);
    const backend = this.backend(path.backend, `${at}.backend`);
    if (!backend) {
      throw new IngressError(`${at}.backend: missing`);
    }
    const text = optionalText(path.path, `${at}.path`) || '/';
    if (!text.startsWith('/')) {
      throw new IngressError(`${at}.path: got "${text}"; expected an absolute path`);
    }
    return { path: text, type: this.pathType(path.pathType, `${at}.pathType`), backend };
  }

  private pathType(value: unknown, at: string): PathType {
    if (value === undefined || value === null) {
      if (this.needsPathType) {
        this.remarks.push(`${at} is missing, which the API server refuses; read as ImplementationSpecific`);
      }
      return 'ImplementationSpecific';
    }
    if (value !== 'Exact' && value !== 'Prefix' && value !== 'ImplementationSpecific') {
      throw new IngressError(`${at}: got ${JSON.stringify(value)}; expected Exact, Prefix or ImplementationSpecific`);
    }
    return value;
  }

  private port(value: unknown, at: string): number | string {
    if (typeof value === 'number') {
      return value;
    }
    if (typeof value === 'string' && /^\d+$/.test(value)) {
      this.remarks.push(`${at} is the text "${value}"; read as the number`);
      return Number(value);
    }
    return requiredText(value, at);
  }
}

function readTls(value: unknown, at: string): IngressTls {
  const tls = fieldsOf(value, at);
  const hosts = listOf(tls.hosts, `${at}.hosts`).map((host, i) => requiredText(host, `${at}.hosts[${i}]`));
  return {
    hosts: hosts.map((host) => host.toLowerCase()),
    secretName: optionalText(tls.secretName, `${at}.secretName`),
  };
}

function fieldsOf(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new IngressError(`${at}: got ${JSON.stringify(value)}; expected an object`);
  }
  return value as Fields;
}

function listOf(value: unknown, at: string): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new IngressError(`${at}: got ${JSON.stringify(value)}; expected a list`);
  }
  return value;
}

function optionalText(value: unknown, at: string): string | undefined {
  return value === undefined || value === null ? undefined : requiredText(value, at);
}

function requiredText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new IngressError(`${at}: got ${JSON.stringify(value)}; expected a text`);
  }
  return value;
}

import type { JsonObject } from '../route-plan';

/** The Gateway that the routes attach to. */
export interface GatewayRef {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Listener of the routes; of those that serve TLS only, `https` unless it is set. */
  readonly listener: string | undefined;
  /** Listener whose requests are redirected to TLS. */
  readonly redirectListener: string;
}

const TLS_LISTENER = 'https';

/** Reads `namespace/name:listener`. */
export function parseGateway(text: string, redirectListener = 'http'): GatewayRef {
  const [, namespace, name, listener] = /^(?:([^/:]+)\/)?([^/:]+)(?::([^/:]+))?$/.exec(text) ?? [];
  if (name === undefined) {
    throw new Error(`--gateway: got "${text}"; expected <namespace>/<name>, or <namespace>/<name>:<listener>`);
  }
  return { name, namespace, listener, redirectListener };
}

export function parentRef({ name, namespace, listener }: GatewayRef, isTlsOnly: boolean): JsonObject {
  const sectionName = listener ?? (isTlsOnly ? TLS_LISTENER : undefined);
  return { name, ...(namespace !== undefined && { namespace }), ...(sectionName !== undefined && { sectionName }) };
}

export function redirectParentRef({ name, namespace, redirectListener }: GatewayRef): JsonObject {
  return { name, ...(namespace !== undefined && { namespace }), sectionName: redirectListener };
}

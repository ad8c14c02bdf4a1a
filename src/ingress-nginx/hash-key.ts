/** A part of the key that differs between requests. */
export type KeyPart =
  | { readonly kind: 'header' | 'argument' | 'cookie'; readonly name: string }
  | { readonly kind: 'address' };

/** What `upstream-hash-by` hashes. */
export interface HashKey {
  /** Each part once, in their order. */
  readonly parts: readonly KeyPart[];
  /** Whether there is text between the variables, which changes nothing. */
  readonly hasText: boolean;
  /** Variables that a policy cannot hash. */
  readonly unknown: readonly string[];
  /** Variables that are the same in every request of a location. */
  readonly constant: readonly string[];
  /** Variables that are another in every request or connection. */
  readonly changing: readonly string[];
  /** Whether `$uri`, which has no query string, stands for the whole path. */
  readonly losesUri: boolean;
}

/** Other characters make ingress-nginx refuse the whole Ingress. */
export const ACCEPTED_KEY = /^[A-Za-z0-9\-_${}]*$/;

const ADDRESS = ['remote_addr', 'binary_remote_addr', 'realip_remote_addr', 'proxy_protocol_addr', 'the_real_ip'];
const PSEUDO: Readonly<Record<string, string>> = {
  host: ':authority',
  http_host: ':authority',
  best_http_host: ':authority',
  request_uri: ':path',
  uri: ':path',
  document_uri: ':path',
  request_method: ':method',
  scheme: ':scheme',
};
const CONSTANT = [
  'server_name',
  'server_addr',
  'server_port',
  'server_protocol',
  'hostname',
  'namespace',
  'ingress_name',
  'service_name',
  'service_port',
  'proxy_upstream_name',
  'nginx_version',
  'location_path',
];
const CHANGING = [
  'request_id',
  'req_id',
  'msec',
  'time_local',
  'time_iso8601',
  'connection',
  'remote_port',
  'request_time',
  'http_x_request_id',
  'http_traceparent',
];

export function hashKeyOf(value: string): HashKey {
  const names = [...value.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(([, braced, plain]) => braced ?? plain ?? '');
  const text = value.replace(/\$(?:\{\w+\}|\w+)/g, '');
  const parts = new Map<string, KeyPart>();
  const unknown: string[] = [];
  for (const name of names.filter((each) => !CONSTANT.includes(each) && !CHANGING.includes(each))) {
    const part = partOf(name);
    if (part) {
      parts.set(JSON.stringify(part), part);
    } else {
      unknown.push(`$${name}`);
    }
  }
  return {
    parts: [...parts.values()],
    hasText: text !== '',
    unknown,
    constant: names.filter((name) => CONSTANT.includes(name)).map((name) => `$${name}`),
    changing: names.filter((name) => CHANGING.includes(name)).map((name) => `$${name}`),
    losesUri: names.includes('uri') || names.includes('document_uri'),
  };
}

function partOf(name: string): KeyPart | undefined {
  if (ADDRESS.includes(name)) {
    return { kind: 'address' };
  }
  const pseudo = PSEUDO[name];
  if (pseudo !== undefined) {
    return { kind: 'header', name: pseudo };
  }
  const [, kind, rest] = /^(http|arg|cookie)_(\w+)$/.exec(name) ?? [];
  if (kind === 'http') {
    return { kind: 'header', name: headerName(rest ?? '') };
  }
  if (kind !== undefined) {
    return { kind: kind === 'arg' ? 'argument' : 'cookie', name: rest ?? '' };
  }
  return undefined;
}

/** `x_user_id` as clients write it: nginx makes `_` of every dash. */
function headerName(variable: string): string {
  return variable.replaceAll('_', '-').replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

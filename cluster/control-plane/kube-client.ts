import { Agent, request } from 'node:https';

export interface KubeEndpoint {
  readonly url: string;
  readonly token: string;
  readonly ca: string;
}

// biome-ignore lint/suspicious/noExplicitAny: manifests are of every kind
export type Manifest = any;

/** The error of a request that failed. */
export class KubeError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const clusterScoped = ['CustomResourceDefinition', 'GatewayClass', 'Namespace'];

/** A client of the REST API. It applies objects like `kubectl apply --server-side`, and refuses unknown fields. */
export class KubeClient {
  private readonly agent: Agent;

  constructor(readonly endpoint: KubeEndpoint) {
    this.agent = new Agent({ keepAlive: true, timeout: 30_000, ca: endpoint.ca });
  }

  apply(manifest: Manifest, { dryRun = false } = {}): Promise<Manifest> {
    const query = `fieldManager=cluster-test&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    return this.request('PATCH', `${resourcePath(manifest)}?${query}`, manifest, 'application/apply-patch+yaml');
  }

  get(manifest: Manifest): Promise<Manifest> {
    return this.request('GET', resourcePath(manifest));
  }

  async list(apiVersion: string, kind: string, namespace: string): Promise<Manifest[]> {
    const { items } = await this.request('GET', resourcePath({ apiVersion, kind, metadata: { namespace } }));
    return items.map((item: Manifest) => ({ apiVersion, kind, ...item }));
  }

  patchStatus(manifest: Manifest, status: object): Promise<Manifest> {
    return this.request('PATCH', `${resourcePath(manifest)}/status`, { status }, 'application/merge-patch+json');
  }

  delete(manifest: Manifest): Promise<Manifest> {
    return this.request('DELETE', resourcePath(manifest));
  }

  request(method: string, path: string, body?: object, contentType = 'application/json'): Promise<Manifest> {
    const { url, token } = this.endpoint;
    const headers = { authorization: `Bearer ${token}`, 'content-type': contentType };
    return new Promise((resolve, reject) => {
      const sent = request(`${url}${path}`, { method, headers, agent: this.agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', reject).on('end', () => {
          const json = response.headers['content-type']?.startsWith('application/json');
          const answer = json ? JSON.parse(text) : text;
          const code = response.statusCode ?? 0;
          if (code < 300) {
            resolve(answer);
          } else {
            reject(new KubeError(code, json ? answer.message : text));
          }
        });
      });
      sent.on('error', reject).end(body && JSON.stringify(body));
    });
  }
}

/** The path of an object in the REST API; without a name, that of all objects of its kind in the namespace. */
export function resourcePath({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = clusterScoped.includes(kind)
    ? ''
    : `/namespaces/${encodeURIComponent(metadata.namespace ?? 'default')}`;
  const name = metadata.name ? `/${encodeURIComponent(metadata.name)}` : '';
  return `${group}${namespace}/${plural(kind.toLowerCase())}${name}`;
}

function plural(kind: string): string {
  if (/[^aeiou]y$/.test(kind)) {
    return `${kind.slice(0, -1)}ies`;
  }
  return kind.endsWith('s') ? `${kind}es` : `${kind}s`;
}

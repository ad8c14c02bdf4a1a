import type { HttpRequest } from '../../../cluster/clients/http-client';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import type { Cluster } from '../../../cluster/gateway/cluster';

/** A way to misbehave: the end of a sentence that begins with "it", and the proof on applied manifests. */
export interface Symptom {
  readonly name: string;
  readonly freezes?: boolean;
  assert(cluster: Cluster, manifests: Manifest[]): Promise<void>;
}

const host = 'bad.test';

/** No later change of any route reaches Envoy. */
export const freezes: Symptom = {
  name: 'freezes the Gateway',
  freezes: true,
  async assert(cluster) {
    expect(await cluster.reachesEnvoy()).toBe(false);
  },
};

export function answers(status: number, request: HttpRequest = {}): Symptom {
  return {
    name: `responds with ${status}`,
    async assert(cluster) {
      expect((await cluster.request({ host, ...request })).status).toBe(status);
    },
  };
}

/** Equal requests reach several pods. */
export function doesNotStick(request: HttpRequest = {}): Symptom {
  return {
    name: 'does not stick',
    async assert(cluster) {
      const pods = await cluster.podsOf(Array(40).fill({ host, ...request }));
      expect(new Set(pods).size).toBeGreaterThan(1);
    },
  };
}

/** A header of the first response, or the cookie that a browser keeps from it, does not lead back to the pod. */
export function losesItsSession(header: string): Symptom {
  return {
    name: `loses its session in ${header}`,
    async assert(cluster) {
      const { headers } = await cluster.request({ host });
      const said = header === 'cookie' ? headers['set-cookie']?.[0]?.split(';')[0] : headers[header.toLowerCase()];
      await doesNotStick({ headers: { [header]: String(said ?? '') } }).assert(cluster, []);
    },
  };
}

export function setsCookie(pattern: RegExp, what: string): Symptom {
  return {
    name: `sets a cookie ${what}`,
    async assert(cluster) {
      const { headers } = await cluster.request({ host });
      expect(headers['set-cookie']?.[0]).toMatch(pattern);
    },
  };
}

/** Its responses are no longer valid HTTP. */
export const breaksResponses: Symptom = {
  name: 'breaks every response',
  async assert(cluster) {
    await expect(cluster.request({ host })).rejects.toThrow('Parse Error');
  },
};

/** A header of the response names the rule that got the request. */
export function isAnsweredBy(rule: string): Symptom {
  return {
    name: `sends requests to ${rule} rule`,
    async assert(cluster) {
      expect((await cluster.request({ host })).headers['x-rule']).toBe(rule);
    },
  };
}

/** Envoy's routes do not contain the filter. */
export function isLeftOutOfRoutes(filter: string): Symptom {
  return {
    name: `leaves ${filter} out of Envoy's routes`,
    async assert(cluster) {
      const { configs } = await cluster.envoyConfig();
      const routes = configs.find((config: Manifest) => config['@type'].endsWith('.RoutesConfigDump'));
      expect(JSON.stringify(routes)).toContain(host);
      expect(JSON.stringify(routes).includes(filter)).toBe(false);
    },
  };
}

export function reports(conditions: Record<string, string>, kind = 'BackendTrafficPolicy'): Symptom {
  return {
    name: `gets the conditions ${JSON.stringify(conditions)}`,
    async assert(cluster, manifests) {
      const judged = manifests.find((manifest) => manifest.kind === kind);
      expect(await cluster.status(judged)).toMatchObject(conditions);
    },
  };
}

import type { HttpRequest } from '../../../cluster/clients/http-client';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import type { Cluster } from '../../../cluster/gateway/cluster';

/** A way to misbehave: a sentence, and the proof of it on manifests that are applied. */
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
    name: `answers ${status}`,
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

/** What the first response says in a header, or in the cookie that a browser takes from it, does not lead back to the pod. */
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

/** Its responses are no HTTP any more. */
export const breaksResponses: Symptom = {
  name: 'breaks every response',
  async assert(cluster) {
    await expect(cluster.request({ host })).rejects.toThrow('Parse Error');
  },
};

/** A header of the response that tells which rule has answered. */
export function isAnsweredBy(rule: string): Symptom {
  return {
    name: `is answered by ${rule}`,
    async assert(cluster) {
      expect((await cluster.request({ host })).headers['x-rule']).toBe(rule);
    },
  };
}

/** Envoy is told nothing of it. */
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
    name: `is reported as ${JSON.stringify(conditions)}`,
    async assert(cluster, manifests) {
      const judged = manifests.find((manifest) => manifest.kind === kind);
      expect(await cluster.status(judged)).toMatchObject(conditions);
    },
  };
}

import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing, Yaml } from 'cdk8s';
import { StickyGatewayRoute } from '../src';
import { HTTP, type Manifest, manifestsOf, PARENT_REFS, route, testChart } from './support/chart';

const hosts = (count: number) => Array.from({ length: count }, (_, i) => `h${i}.example.com`);

test('JSON patches on the exposed objects take effect', () => {
  const chart = testChart();
  const made = route({}, chart);
  made.policies[0]?.addJsonPatch(JsonPatch.replace('/spec/loadBalancer/consistentHash/cookie/name', 'patched'));
  ApiObject.of(made).addJsonPatch(JsonPatch.add('/metadata/labels', { patched: 'true' }));
  const [http, policy]: Manifest[] = Testing.synth(chart);
  expect(policy?.spec.loadBalancer.consistentHash.cookie.name).toBe('patched');
  expect(http?.metadata.labels).toEqual({ patched: 'true' });
});

test('values that cdk8s resolves at synthesis are left alone by the checks', () => {
  const lazy = Lazy.any({ produce: () => 8080 });
  const [http] = manifestsOf({ http: [{ backendRefs: [{ name: 'api', port: lazy as never }] }] });
  expect(http?.spec.rules[0].backendRefs[0].port).toBe(8080);
});

test('the same app renders the same bytes, whatever else is in it', () => {
  const yaml = (before: boolean) => {
    const chart = testChart();
    if (before) {
      new StickyGatewayRoute(chart, 'another', { parentRefs: PARENT_REFS, http: HTTP });
    }
    return Yaml.stringify(
      ...route({ hostnames: hosts(40) }, chart).node.children.map((o) => (o as ApiObject).toJson()),
    );
  };
  expect(yaml(true)).toBe(yaml(false));
});

test('all problems of an app are in one report with their paths, and no file is written', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'sticky-'));
  const app = new App({ outdir });
  for (const id of ['one', 'two']) {
    const chart = new Chart(app, id);
    new StickyGatewayRoute(chart, 'a', { parentRefs: [], http: HTTP });
    new StickyGatewayRoute(chart, 'b', { parentRefs: PARENT_REFS, http: [], hostnames: ['A.example.com'] });
  }
  const remedy = 'remedy: write [{ name: "<gateway>", namespace: "<its namespace>" }].';
  expect(() => app.synth()).toThrow(
    `Validation failed with the following errors:
  [one/a] parentRefs: got []; allowed: at least one Gateway, as a route without one serves nothing; ${remedy}
  [one/b] hostnames[0]: got "A.example.com"; allowed: a lower-case DNS name, which may begin with "*."; remedy: write "a.example.com".
  [one/b] http: got []; allowed: at least one rule in http or grpc; remedy: write [{ backendRefs: [{ name: "<service>", port: 80 }] }].
  [two/a]`,
  );
  expect(readdirSync(outdir)).toEqual([]);
});

test('what is wrong is found once, not once for every chart', () => {
  const looks = (charts: number) => {
    let count = 0;
    const hostnames = new Proxy(['a.example.com'], {
      get: (target, key) => {
        count += key === '0' ? 1 : 0;
        return Reflect.get(target, key);
      },
    });
    const app = new App();
    route({ hostnames }, new Chart(app, 'first'));
    for (let i = 1; i < charts; i += 1) new Chart(app, `chart-${i}`);
    app.synthYaml();
    return count;
  };
  expect(looks(1)).toBeGreaterThan(0);
  expect(looks(3)).toBe(looks(1));
});

import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { StickyGatewayRoute } from '../src';
import { HTTP, type Manifest, manifestsOf, PARENT_REFS, route, testChart } from './support/chart';
import { errorsOfApp } from './support/findings';

test('JSON patches of the exposed objects are rendered', () => {
  const chart = testChart();
  const made = route({}, chart);
  made.policies[0]?.addJsonPatch(JsonPatch.replace('/spec/loadBalancer/consistentHash/cookie/name', 'patched'));
  ApiObject.of(made).addJsonPatch(JsonPatch.add('/metadata/labels', { patched: 'true' }));
  const [http, policy]: Manifest[] = Testing.synth(chart);
  expect(policy?.spec.loadBalancer.consistentHash.cookie.name).toBe('patched');
  expect(http?.metadata.labels).toEqual({ patched: 'true' });
});

test('values that cdk8s resolves at synthesis are rendered, and not checked', () => {
  const lazy = Lazy.any({ produce: () => 8080 });
  const [http] = manifestsOf({ http: [{ backendRefs: [{ name: 'api', port: lazy as never }] }] });
  expect(http?.spec.rules[0].backendRefs[0].port).toBe(8080);
});

test('the findings of a whole app are reported together with the paths of their constructs, and no file is written', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'sticky-'));
  const app = new App({ outdir });
  for (const id of ['one', 'two']) {
    const chart = new Chart(app, id);
    new StickyGatewayRoute(chart, 'a', { parentRefs: [], http: HTTP });
    new StickyGatewayRoute(chart, 'b', { parentRefs: PARENT_REFS, http: [], hostnames: ['A.example.com'] });
  }
  expect(() => app.synth()).toThrow('[one/a] parentRefs: got []');
  expect(readdirSync(outdir)).toEqual([]);
  expect(errorsOfApp(app)).toEqual([
    'one/a: no-parent parentRefs',
    'one/b: wrong-form hostnames[0]',
    'one/b: no-rule http',
    'two/a: no-parent parentRefs',
    'two/b: wrong-form hostnames[0]',
    'two/b: no-rule http',
  ]);
});

test('the properties are checked once, not once for every chart', () => {
  const readsWith = (charts: number) => {
    let count = 0;
    const hostnames = new Proxy(['a.example.com'], {
      get: (target, key) => {
        count += key === '0' ? 1 : 0;
        return Reflect.get(target, key);
      },
    });
    const app = new App();
    route({ hostnames }, new Chart(app, 'first'));
    for (let i = 1; i < charts; i += 1) {
      new Chart(app, `chart-${i}`);
    }
    app.synthYaml();
    return count;
  };
  expect(readsWith(1)).toBeGreaterThan(0);
  expect(readsWith(3)).toBe(readsWith(1));
});

import fc from 'fast-check';
import { Kubectl } from '../../cluster/clients/kubectl';
import { KubeClient, type Manifest } from '../../cluster/control-plane/kube-client';
import { namespace } from '../../cluster/gateway/namespace';
import { stickyRoute, synthesizeApp } from '../../cluster/gateway/synthesize';
import { McpServer } from '../../examples/typescript/mcp-server';
import { Quotes } from '../../examples/typescript/quotes';
import { Rooms } from '../../examples/typescript/rooms';
import { Shop } from '../../examples/typescript/shop';
import { factories } from './factories';
import { type Case, casesWith, plainRoute } from './fuzz/cases';
import { manifestsOf, problemsOf } from './fuzz/render';
import { inParallel } from './fuzz/slots';

const CASES = 300;
const SERVER_SIDE = ['--server-side', '--field-manager', 'gitops'];

const endpoint = JSON.parse(process.env.CLUSTER_ENDPOINT ?? '{}');
const kube = new KubeClient(endpoint);
const kubectl = new Kubectl(endpoint);

const parentRef = { name: 'public', namespace: 'gateways' };

function ofExamples(): Manifest[] {
  return [
    ...synthesizeApp((app) => new Shop(app, 'shop', { namespace })),
    ...synthesizeApp((app) => new Quotes(app, 'quotes', { namespace })),
    ...synthesizeApp((app) => new McpServer(app, 'mcp-server', { namespace })),
    ...synthesizeApp((app) => new Rooms(app, 'rooms', { namespace })),
  ].filter(({ kind }) => kind.endsWith('Route') || kind.endsWith('Policy'));
}

function ofFactories(): Manifest[] {
  const backendRefs = [
    { name: 'stable', port: 80, weight: 90 },
    { name: 'canary', port: 80, weight: 10 },
  ];
  return factories.flatMap(({ stickiness }, i) => {
    const plan = stickiness()._plan;
    const refs = plan.weightsSince === undefined ? backendRefs.slice(0, 1) : backendRefs;
    const http = [{ matches: [{ path: { value: '/rooms' } }, { method: 'GET' as never }], backendRefs: refs }];
    return stickyRoute({ parentRef }, `factory-${i}`, {
      hostnames: [`factory-${i}.shop.test`],
      http: plan.path ? [{ backendRefs: refs }] : http,
      stickiness: stickiness(),
    });
  });
}

/** Cases that the construct accepts, each in a namespace of its own, without the routes that others render. */
function ofFuzz(): Manifest[] {
  const accepted = casesWith().filter((each) => hasFileName(each) && problemsOf(each).length === 0);
  return fc
    .sample(accepted, { seed: 18, numRuns: CASES })
    .flatMap((each, i) => manifestsOf(each, i).filter(({ metadata }) => metadata.name !== plainRoute.metadata.name));
}

/** Whether `kubectl diff` can write its objects into files, whose names have all that identifies an object. */
function hasFileName({ props }: Case): boolean {
  return String(props.metadata?.name ?? '').length < 100;
}

/** All lists in a value, by their paths. */
function listsIn(value: unknown, path = ''): [path: string, list: unknown[]][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const ofFields = Object.entries(value).flatMap(([name, each]) => listsIn(each, `${path}.${name}`));
  return Array.isArray(value) ? [[path, value], ...ofFields] : ofFields;
}

function at(value: Manifest, path: string): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce((each, name) => each?.[name], value);
}

let applied: Manifest[] = [];

// What stays would compete with the routes of other tests for their Gateway and hostnames.
afterEach(() => inParallel(applied, (manifest) => kube.delete(manifest)));

test.each([
  ['examples', ofExamples],
  ['factories', ofFactories],
  [`${CASES} cases of the fuzz`, ofFuzz],
])(
  'the cluster stores the %s as they are rendered',
  async (_, render) => {
    const manifests = render();
    applied = manifests;
    const namespaces = new Set(manifests.map(({ metadata }) => metadata.namespace));
    await inParallel([...namespaces], (name) =>
      kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    );
    const apply = () => kubectl.run(['apply', ...SERVER_SIDE], manifests);
    const read = () => inParallel(manifests, (manifest) => kube.get(manifest));

    expect(apply()).toMatchObject({ code: 0 });
    const stored = await read();
    expect(kubectl.run(['diff', ...SERVER_SIDE], manifests)).toEqual({ code: 0, output: '' });
    expect(apply()).toMatchObject({ code: 0 });
    const again = await read();
    expect(again.map(({ metadata }) => metadata.generation)).toEqual(stored.map(({ metadata }) => metadata.generation));

    const compared = manifests.flatMap((manifest, i) =>
      listsIn(manifest.spec).map(([path, list]) => ({ i, path, list })),
    );
    const changed = compared.filter(
      ({ i, path, list }) => JSON.stringify(sorted(at(stored[i].spec, path))) !== JSON.stringify(sorted(list)),
    );
    expect(changed.map(({ i, path, list }) => ({ path, list, stored: at(stored[i].spec, path) }))).toEqual([]);
    process.stdout.write(`${manifests.length} objects and their ${compared.length} lists are stored as rendered\n`);
  },
  600_000,
);

/** The same value with the fields of its objects in alphabetical order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, sorted(each)]));
}

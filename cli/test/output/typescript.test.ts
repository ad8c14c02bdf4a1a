import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import ts from 'typescript';
import type { Manifest, Migration } from '../../src';
import { CORPUS, migrateCorpus } from '../support/corpus';
import { type IngressOptions, migrated } from '../support/ingress';

const CACHE = join(__dirname, '..', '..', '.cache', 'typescript');

const PERSISTENT = { affinity: 'cookie', 'affinity-mode': 'persistent' };

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/** What no manifest of the corpus has. */
const FURTHER: readonly IngressOptions[] = [
  {
    name: 'rewrite',
    annotations: { 'rewrite-target': '/\\"$1`' },
    paths: { '/v([0-9]+)': 'web' },
    host: 'a.example.com',
  },
  {
    name: 'grpc',
    annotations: { 'backend-protocol': 'GRPC', 'upstream-hash-by': '$http_x_user' },
    host: 'b.example.com',
  },
  { name: 'redirect', annotations: { 'permanent-redirect': 'http://new.example.com:8080' }, host: 'c.example.com' },
  { name: 'robin', annotations: { 'load-balance': 'round_robin', 'service-upstream': 'true' }, host: 'd.example.com' },
  { name: 'cors', annotations: { 'enable-cors': 'true', 'cors-allow-methods': '*, GET' }, host: 'e.example.com' },
  { name: 'snippet', annotations: { 'configuration-snippet': "add_header X-A 'b';" }, host: 'f.example.com' },
  { name: 'strict', annotations: { ...PERSISTENT, 'session-cookie-samesite': 'Strict' }, host: 'g.example.com' },
  {
    name: 'canary',
    annotations: { canary: 'true', 'canary-by-header': 'x-a', 'canary-weight': '5' },
    host: 'g.example.com',
  },
];
const ALL = [...CORPUS, 'further'];

let migrations: Map<string, Migration>;
beforeAll(async () => {
  const options = { code: 'typescript' } as const;
  const entries = CORPUS.map(async (name) => [name, await migrateCorpus(name, options)] as const);
  migrations = new Map([...(await Promise.all(entries)), ['further', await migrated(FURTHER, options)]]);
});

test('the code of every manifest compiles', () => {
  mkdirSync(CACHE, { recursive: true });
  const files = [...migrations].map(([name, { code }]) => {
    const file = join(CACHE, `${name}.ts`);
    writeFileSync(file, code ?? '');
    return file;
  });
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram(files, OPTIONS));
  const messages = diagnostics.map(
    ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
  expect(messages).toEqual([]);
}, 60_000);

test.each(ALL)('the code of %s renders the very same manifests', (name) => {
  const { code, objects } = migrations.get(name) as Migration;
  expect(rendered(code as string)).toEqual(plain(objects));
});

test('the further Ingresses have a filter for a regular expression, and a GRPCRoute', () => {
  const kinds = new Set(migrations.get('further')?.objects.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['BackendTrafficPolicy', 'GRPCRoute', 'HTTPRoute', 'HTTPRouteFilter']);
});

test('the code for an older Envoy Gateway names it, and renders the same', async () => {
  const { code, objects } = await migrated([{ annotations: { affinity: 'cookie' } }], {
    code: 'typescript',
    target: 'v1.7.3',
  });
  expect(code).toContain('target: EnvoyGatewayVersion.V1_7');
  expect(rendered(code as string)).toEqual(plain(objects));
});

test('the code is formatted, and says which Ingress it comes from', async () => {
  const { code } = await migrated(
    [{ annotations: { affinity: 'cookie', 'session-cookie-max-age': '60' }, paths: { '/a': 'a' } }],
    { code: 'typescript' },
  );
  expect(code).toBe(`import { App, Chart, Duration } from 'cdk8s';
import { Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';

const app = new App();
const chart = new Chart(app, 'migrated');

// shop/web, from objects[0]
new StickyGatewayRoute(chart, 'shop.web', {
  metadata: { name: 'web', namespace: 'shop' },
  parentRefs: [{ name: 'public', namespace: 'gateways' }],
  hostnames: ['web.example.com'],
  http: [{ matches: [{ path: { value: '/a' } }], backendRefs: [{ name: 'a', port: 80 }] }],
  trafficPolicy: {
    timeout: { http: { requestTimeout: '0s', streamIdleTimeout: '60s' }, tcp: { connectTimeout: '5s' } },
  },
  stickiness: Stickiness.cookie({ name: 'INGRESSCOOKIE', ttl: Duration.seconds(60), path: '/a', attributes: {} }),
});

app.synth();
`);
});

/** Runs an app, and reads what it writes. */
function rendered(code: string): unknown[] {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const folder = mkdtempSync(join(tmpdir(), 'migrated-'));
  process.env.CDK8S_OUTDIR = folder;
  try {
    new Function('require', 'exports', outputText)(require, {});
    return readdirSync(folder).flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')));
  } finally {
    delete process.env.CDK8S_OUTDIR;
    rmSync(folder, { recursive: true });
  }
}

/** As a reader of the file has them. */
function plain(objects: readonly Manifest[]): unknown {
  return JSON.parse(JSON.stringify(objects));
}

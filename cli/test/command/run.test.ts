import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { command } from '../support/command';
import { corpusFile } from '../support/corpus';
import { ingress } from '../support/ingress';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sticky-gateway-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const kindsIn = (text: string) => (loadAll(text) as { kind: string }[]).map(({ kind }) => kind);

const STICKY = corpusFile('01-affinity-only');
const LOST = corpusFile('50-hash-subset');

describe('exit codes', () => {
  test('0, and only manifests on standard output', async () => {
    const { code, stdout, stderr } = await command('migrate', STICKY);
    expect(code).toBe(0);
    expect(kindsIn(stdout)).toEqual(['HTTPRoute', 'BackendTrafficPolicy']);
    expect(stderr).toContain('1 Ingress became 2 objects: 1 near, 1 exact.');
  });

  test('2 if stickiness was lost, and the manifests are written all the same', async () => {
    const { code, stdout, stderr } = await command('migrate', LOST);
    expect(code).toBe(2);
    expect(kindsIn(stdout)).toEqual(['HTTPRoute', 'BackendTrafficPolicy']);
    expect(stderr).toContain('Stickiness was lost: see the dropped lines.');
  });

  test('0 with --allow-lost', async () => {
    expect((await command('migrate', LOST, '--allow-lost')).code).toBe(0);
  });

  test('1 for a file that does not exist, and the others go on', async () => {
    const { code, stdout, stderr } = await command('migrate', join(folder, 'none.yaml'), STICKY);
    expect(code).toBe(1);
    expect(kindsIn(stdout)).toEqual(['HTTPRoute', 'BackendTrafficPolicy']);
    expect(stderr).toContain(`error: ${join(folder, 'none.yaml')}: ENOENT`);
  });

  test('1 without an Ingress, and nothing is written', async () => {
    const { code, stdout, stderr } = await command('migrate', file('service.yaml', 'kind: Service\n'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error: input: no Ingress of ingress-nginx');
  });

  test.each([
    ['an unknown option', ['migrate', '--nope'], "unknown option '--nope'"],
    ['an unknown format', ['migrate', STICKY, '-o', 'xml'], 'Allowed choices are yaml, json'],
    ['a Gateway of another form', ['migrate', STICKY, '--gateway', 'a/b/c'], '--gateway: got "a/b/c"'],
    ['an unknown version', ['migrate', STICKY, '--target', '1.2'], '--target: got "1.2"; expected one of 1.5, 1.6'],
    ['two languages', ['migrate', STICKY, '--typescript', '--python'], 'cannot be used with'],
  ])('1 for %s', async (_, args, message) => {
    const { code, stdout, stderr } = await command(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('0 for --version and --help', async () => {
    expect(await command('--version')).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
    const { code, stdout } = await command('migrate', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--allow-lost');
  });
});

describe('input', () => {
  test('a folder is read with its folders: manifests only, by name', async () => {
    file('b/second.yml', JSON.stringify(ingress({ name: 'second', host: 'b.example.com' })));
    file('a.json', JSON.stringify(ingress({ name: 'first', host: 'a.example.com' })));
    file('README.md', 'no: [manifest');
    const { code, stdout } = await command('migrate', folder);
    expect(code).toBe(0);
    expect(stdout.match(/name: (first|second)\n {2}namespace/g)).toEqual([
      'name: first\n  namespace',
      'name: first\n  namespace',
      'name: second\n  namespace',
      'name: second\n  namespace',
    ]);
  });

  test('one bad Ingress is an error, and the others go on', async () => {
    const bad = { ...ingress({ name: 'bad' }), spec: { rules: 'none' } };
    const input = file('all.yaml', JSON.stringify({ kind: 'List', items: [bad, ingress({ name: 'good' })] }));
    const { code, stdout, stderr } = await command('migrate', input);
    expect(code).toBe(1);
    expect(stdout).toContain('name: good');
    expect(stdout).not.toContain('name: bad');
    expect(stderr).toContain(`error: ${input}:1 items[0] shop/bad: spec.rules: got "none"; expected a list`);
  });

  test('other kinds are counted', async () => {
    const input = file('all.yaml', `${JSON.stringify(ingress())}\n---\nkind: Deployment\n---\nkind: Deployment\n`);
    expect((await command('migrate', input)).stderr).toContain('Not read: 2 × Deployment.');
  });
});

describe('output', () => {
  test('-o json is a List', async () => {
    const { kind, items } = JSON.parse((await command('migrate', STICKY, '-o', 'json')).stdout);
    expect(kind).toBe('List');
    expect(items.map((item: { kind: string }) => item.kind)).toEqual(['HTTPRoute', 'BackendTrafficPolicy']);
  });

  test('--out writes a file for each object, and nothing to standard output', async () => {
    const out = join(folder, 'new', 'k8s');
    const { code, stdout } = await command('migrate', corpusFile('88-nasty-two-namespaces-one-host'), '--out', out);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readdirSync(out).sort()).toEqual([
      'team-a.web-redirect.httproute.yaml',
      'team-a.web.backendtrafficpolicy.yaml',
      'team-a.web.httproute.yaml',
      'team-b.web-redirect.httproute.yaml',
      'team-b.web.backendtrafficpolicy.yaml',
      'team-b.web.httproute.yaml',
    ]);
    expect(readdirSync(join(folder, 'new'))).toEqual(['k8s']);
  });

  test('--out writes JSON', async () => {
    await command('migrate', STICKY, '--out', folder, '-o', 'json');
    expect(JSON.parse(readFileSync(join(folder, 'web.httproute.json'), 'utf8')).kind).toBe('HTTPRoute');
  });

  test('--out writes code', async () => {
    await command('migrate', STICKY, '--out', folder, '--typescript');
    expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toContain("new StickyGatewayRoute(chart, 'web', {");
  });

  test('--out that cannot be written leaves nothing half written', async () => {
    mkdirSync(join(folder, 'out', 'web.httproute.yaml'), { recursive: true });
    const { code, stderr } = await command('migrate', STICKY, '--out', join(folder, 'out'));
    expect(code).toBe(1);
    expect(stderr).toContain('error: ');
    expect(readdirSync(join(folder, 'out'))).toEqual(['web.httproute.yaml']);
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('--gateway, --redirect-listener and --target are those of the routes', async () => {
    const input = corpusFile('20-persistent-context-path');
    const args = ['--gateway', 'infra/edge:tls', '--redirect-listener', 'plain', '--target', '1.7'];
    const { stdout } = await command('migrate', input, ...args);
    expect(stdout).toContain('name: edge\n      namespace: infra\n      sectionName: tls\n');
    expect(stdout).toContain('name: edge\n      namespace: infra\n      sectionName: plain\n');
    expect(stdout).not.toContain('streamIdleTimeout');
  });

  test('--class takes the Ingresses of these classes only', async () => {
    const { code, stderr } = await command('migrate', STICKY, '--class', 'internal');
    expect(code).toBe(1);
    expect(stderr).toContain('Not read: 1 × Ingress of class nginx.');
  });

  test('--annotations-prefix reads the annotations of such a controller', async () => {
    const input = corpusFile('14-old-prefix-only');
    const { stdout } = await command('migrate', input, '--annotations-prefix', 'ingress.kubernetes.io');
    expect(stdout).toContain('name: gw-cookie');
  });
});

describe('reports', () => {
  test('--report json is the only thing on standard error', async () => {
    const { stderr } = await command('migrate', LOST, join(folder, 'none.yaml'), '--report', 'json');
    const { ingresses, hasLostStickiness, problems, report, listeners } = JSON.parse(stderr);
    expect({ ingresses, hasLostStickiness }).toEqual({ ingresses: 1, hasLostStickiness: true });
    expect(problems).toHaveLength(1);
    expect(report[0]).toEqual({
      ingress: 'default/cache',
      source: `${LOST}:1`,
      subject: 'nginx.ingress.kubernetes.io/upstream-hash-by-subset',
      value: 'true',
      area: 'stickiness',
      verdict: 'dropped',
      note: 'a key had several pods, and has one now: hotter pods, stricter stickiness',
    });
    expect(listeners).toEqual([{ hostname: 'cache.example.com', protocol: 'HTTP', namespaces: ['default'] }]);
  });

  test('--report markdown has a table of all annotations', async () => {
    const { stderr } = await command('migrate', corpusFile('58-auth-url-failure'), '--report', 'markdown');
    expect(stderr).toContain('# Migration from ingress-nginx\n');
    expect(stderr).toContain(
      '| verdict | area | of | in | note |\n| --- | --- | --- | --- | --- |\n| not read | security',
    );
    expect(stderr).toContain('| api.example.com | HTTPS | default/api-tls | default |');
  });

  test('the table shows what changes, lost security first', async () => {
    const { stderr } = await command('migrate', corpusFile('58-auth-url-failure'));
    const [first] = stderr.split('\n').filter((line) => line.includes('│ not read'));
    expect(first).toContain('auth-url (security)');
    expect(stderr).not.toContain('│ exact');
    expect(stderr).toContain('HTTPS api.example.com, certificate default/api-tls, for namespace default');
  });

  test('many objects show how far the command is', async () => {
    const items = Array.from({ length: 1000 }, (_, i) => ingress({ name: `web-${i}`, host: `h${i}.example.com` }));
    const input = file('many.json', JSON.stringify({ kind: 'List', items }));
    const { code, stderr } = await command('migrate', input, '-o', 'json');
    expect(code).toBe(0);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'read 1000 Ingresses',
      'planned 1000 constructs',
      'rendered 2000 objects',
    ]);
  });
});

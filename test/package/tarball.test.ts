import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The files that `npm pack` takes of what `npm run build` made. */
const files = packed(ROOT, '--ignore-scripts');

function packed(cwd: string, option: string): string[] {
  const [tarball] = Object.values<{ files: { path: string }[] }>(
    JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', option], { cwd, encoding: 'utf8' })),
  );
  return (tarball?.files ?? []).map(({ path }) => path).sort();
}

const within = (folder: string) => files.filter((file) => file.startsWith(folder));

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('the package is its code and API, and one file each of what npm shows', () => {
  expect(files.filter((file) => !/^(lib|src)\//.test(file))).toEqual([
    '.jsii',
    '.jsii.gz',
    'LICENSE',
    'README.md',
    'package.json',
  ]);
  expect(within('lib/imports/')).toEqual([
    'lib/imports/gateway.envoyproxy.io.d.ts',
    'lib/imports/gateway.envoyproxy.io.js',
    'lib/imports/gateway.networking.k8s.io.d.ts',
    'lib/imports/gateway.networking.k8s.io.js',
  ]);
});

test('case 28: npm builds what it packs of a fresh clone', () => {
  const clone = mkdtempSync(join(tmpdir(), 'clone-'));
  try {
    const list = ['ls-files', '--cached', '--others', '--exclude-standard'];
    const sources = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
    for (const source of sources.filter((file) => existsSync(join(ROOT, file)))) {
      cpSync(join(ROOT, source), join(clone, source));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
    expect(packed(clone, '--no-foreground-scripts')).toEqual(files);
  } finally {
    rmSync(clone, { recursive: true });
  }
}, 120_000);

test('each file of lib/ is compiled from a source that exists', () => {
  const sources = within('lib/').map((file) => file.replace(/^lib\//, '').replace(/(\.d\.ts(\.map)?|\.js)$/, '.ts'));
  expect(sources.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
});

test('go to definition ends in a source of the package, or in the declarations of the imported classes', () => {
  const maps = within('lib/src/').filter((file) => file.endsWith('.d.ts.map'));
  const sources = maps.flatMap((file) =>
    JSON.parse(text(file)).sources.map((source: string) => relative('.', join(dirname(file), source))),
  );
  expect(sources).toContain('src/sticky-gateway-route.ts');
  expect(sources.filter((source) => !files.includes(source))).toEqual([]);
  const declarations = within('lib/src/').filter((file) => file.endsWith('.d.ts'));
  expect(declarations.filter((file) => !files.includes(`${file}.map`))).toEqual([]);
});

test('declarations refer only to declarations of the package', () => {
  const missing = within('lib/')
    .filter((file) => file.endsWith('.d.ts'))
    .flatMap((file) =>
      [...text(file).matchAll(/(?:from|import\() ?'(\.[^']*)'/g)].map(([, path]) =>
        join(dirname(file), `${path}.d.ts`),
      ),
    )
    .filter((file) => !files.includes(file));
  expect(missing).toEqual([]);
});

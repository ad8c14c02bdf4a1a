/**
 * `npm run release` builds what a release publishes, with an SBOM and checksums, and pushes the tag of the version. The tag starts
 * `.github/workflows/release.yml`, which publishes. `npm run release -- --dry-run` pushes nothing.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..');
const PACKAGES = join(ROOT, 'packages');
const CHECKSUMS = 'SHA256SUMS';
const SBOM = 'sbom.cdx.json';

interface Registry {
  readonly name: string;
  /** The files, below the folder of the target, that the registry calls packages. */
  readonly packages: RegExp;
}

/** Where the package of each jsii target is published. */
export const REGISTRIES: Readonly<Record<string, Registry>> = {
  js: { name: 'npm', packages: /\.tgz$/ },
  python: { name: 'PyPI', packages: /\.(whl|tar\.gz)$/ },
  java: { name: 'Maven Central', packages: /\.pom$/ },
  go: { name: 'Go repository', packages: /\/go\.mod$/ },
};

/** A line for each package in the folder of packages. Throws if a target has none. */
export function publications(folder: string): string[] {
  return Object.entries(REGISTRIES).flatMap(([target, registry]) => {
    const found = files(folder).filter((file) => file.startsWith(`${target}/`) && registry.packages.test(file));
    if (found.length === 0) {
      throw new Error(`packages/${target} has nothing for ${registry.name}: see npm run package.`);
    }
    return found.map((file) => `${registry.name}: ${file}`);
  });
}

/** The checksum of each file in the folder, as `sha256sum --check` reads them. */
export function checksums(folder: string): string {
  const line = (file: string) => `${sha256(join(folder, file))}  ${file}\n`;
  return files(folder)
    .filter((file) => file !== CHECKSUMS)
    .map(line)
    .join('');
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
}

/** The package and what npm installs with it: its peers, as of today. */
function sbom(): string {
  const { devDependencies, devEngines, scripts, ...published } = manifest();
  const parent = mkdtempSync(join(tmpdir(), 'sbom-'));
  const project = join(parent, published.name); // npm names the root of an SBOM after its folder
  try {
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), JSON.stringify(published));
    run('npm', ['install', '--package-lock-only', '--silent'], project);
    return run('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], project);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function manifest() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
}

function run(command: string, args: string[], cwd = ROOT): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Why the checked-out commit cannot be released, or nothing. */
function obstacles(tag: string): string[] {
  return [
    ...(run('git', ['status', '--porcelain']) === '' ? [] : ['There are uncommitted changes.']),
    ...(run('git', ['tag', '--points-at', 'HEAD']).split('\n').includes(tag)
      ? []
      : [`The commit has no tag ${tag}: npm version makes it.`]),
  ];
}

function main() {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
  const tag = `v${manifest().version}`;
  const found = obstacles(tag);
  if (found.length > 0 && !values['dry-run']) {
    throw new Error(found.join('\n'));
  }

  run('npm', ['run', 'package']);
  writeFileSync(join(PACKAGES, SBOM), sbom());
  writeFileSync(join(PACKAGES, CHECKSUMS), checksums(PACKAGES));

  console.log(`${relative(ROOT, PACKAGES)}/ has the packages, ${SBOM} and ${CHECKSUMS}. The release ${tag} publishes:`);
  for (const line of [...publications(PACKAGES), `GitHub release: ${tag}`]) {
    console.log(`  ${line}`);
  }
  if (values['dry-run']) {
    console.log(['Dry run: nothing was pushed.', ...found].join('\n'));
  } else {
    run('git', ['push', 'origin', tag]);
  }
}

if (require.main === module) {
  main();
}

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Arguments of jsii-pacmak: Go needs only the source, and Java no documentation. */
const ARGUMENTS = { go: ['--code-only', 'node_modules/cdk8s'], java: ['--mvn-define=maven.javadoc.skip=true'] };

const versionOf = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;

/** Where cdk8s-plus is, once it is built. */
export function plusFolder(language: keyof typeof ARGUMENTS): string {
  const versions = `${versionOf('cdk8s')}-plus-${versionOf('cdk8s-plus-33')}`;
  return join(ROOT, '.cache/languages', `${language}-${versions}`, language);
}

/**
 * Builds cdk8s-plus, and cdk8s for Go, from their npm packages unless that is done already.
 *
 * Authors get both from Maven Central and from the module proxy, but the mirrors that CI sees do not have them.
 */
export function buildPlus(language: keyof typeof ARGUMENTS): void {
  const folder = dirname(plusFolder(language));
  if (existsSync(folder)) {
    return;
  }
  const partial = `${folder}-partial`;
  rmSync(partial, { recursive: true, force: true });
  const targets = ['--targets', language, '--outdir', partial, ...ARGUMENTS[language], 'node_modules/cdk8s-plus-33'];
  execFileSync('node', ['tools/jsii.js', 'jsii-pacmak', '--no-npmignore', ...targets], { cwd: ROOT, stdio: 'ignore' });
  renameSync(partial, folder);
}

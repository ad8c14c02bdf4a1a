import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES } from './example-app';

/** The tarball of an npm package that `npm run package` made. */
export function tarballOf(name: string): string {
  const folder = join(PACKAGES, 'js');
  const found = readdirSync(folder).filter((file) => file.startsWith(name));
  if (found.length !== 1) {
    throw new Error(`${folder} has ${found.length} tarballs of ${name}: run npm run package.`);
  }
  return join(folder, found[0] as string);
}

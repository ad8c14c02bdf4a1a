import { createHash } from 'node:crypto';

const MOST_CHARACTERS = 63;
const HASH_CHARACTERS = 8;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export function isDnsLabel(name: string): boolean {
  return name.length <= MOST_CHARACTERS && LABEL.test(name);
}

const MOST_CHARACTERS_OF_ALL = 253;

export function isDnsSubdomain(name: string): boolean {
  return name.length <= MOST_CHARACTERS_OF_ALL && name.split('.').every((label) => LABEL.test(label));
}

/** The name of a further object: the base name with a suffix, or with a hash of both where that is no DNS label. */
export function suffixedName(base: string, suffix: string): string {
  const name = base + suffix;
  if (suffix === '' || isDnsLabel(name)) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_CHARACTERS);
  const head = base.slice(0, MOST_CHARACTERS - HASH_CHARACTERS - 1).replace(/-+$/, '');
  return `${head}-${hash}`;
}

import { createHash } from 'node:crypto';

const LONGEST = 220;
const HASH_LENGTH = 8;

/** Names of objects, each once in its namespace. */
export class Names {
  private readonly taken = new Set<string>();

  public unique(namespace: string | undefined, wanted: string): string {
    const base = shortened(wanted);
    let name = base;
    for (let i = 2; this.taken.has(`${namespace}/${name}`); i++) {
      name = `${base}-${i}`;
    }
    this.taken.add(`${namespace}/${name}`);
    return name;
  }
}

/** A text as a part of a name: `/api/v1` becomes `api-v1`. */
export function slug(text: string, otherwise: string): string {
  return shortened(
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || otherwise,
  );
}

function shortened(name: string): string {
  if (name.length <= LONGEST) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, LONGEST).replace(/[-.]+$/, '')}-${hash}`;
}

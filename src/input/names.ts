import { createHash } from 'node:crypto';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const ONE_LABEL = new RegExp(`^${LABEL}$`);
const LABELS = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const MOST_OF_LABEL = 63;
const MOST_OF_SUBDOMAIN = 253;
const HASH_CHARACTERS = 8;

/** Whether Kubernetes accepts it as the name of a namespace. */
export function isDnsLabel(name: string): boolean {
  return name.length <= MOST_OF_LABEL && ONE_LABEL.test(name);
}

/** Whether Kubernetes accepts it as the name of a route or a policy. */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= MOST_OF_SUBDOMAIN && LABELS.test(name);
}

/** A name that is composed of others: cut, with a hash of the whole, if it is longer than Kubernetes accepts. */
export function composedName(name: string): string {
  if (isDnsSubdomain(name)) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_CHARACTERS);
  const head = name.slice(0, MOST_OF_SUBDOMAIN - HASH_CHARACTERS - 1).replace(/[-.]+$/, '');
  return `${head}-${hash}`;
}

/** The name of an object that is named after the first one of its construct. */
export function suffixedName(firstName: string, suffix: string): string {
  return suffix === '' ? firstName : composedName(firstName + suffix);
}

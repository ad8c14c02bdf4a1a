/** Prefix of the annotations that ingress-nginx reads. */
export const PREFIX = 'nginx.ingress.kubernetes.io/';

/** Annotations of an Ingress by their names after the prefix. */
export type Annotations = Readonly<Record<string, string>>;

/** The annotations with a prefix, without it. */
export function annotationsOf(all: Readonly<Record<string, string>>, prefix = PREFIX): Annotations {
  const own = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), String(value)]));
}

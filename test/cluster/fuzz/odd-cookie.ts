import type { Manifest } from '../harness/kube-client';

/** Where a cookie is another one than was asked for. */
export function oddCookie(set: string, name: string, { ttl, attributes = {} }: Manifest): string | undefined {
  const [pair = '', ...rest] = set.split('; ');
  if (!pair.startsWith(`${name}=`)) return `sets no cookie ${name}: ${set}`;
  const names = rest.map((each) => each.split('=')[0]?.toLowerCase() ?? '');
  const asked = Object.keys(attributes).map((each) => each.toLowerCase());
  const unasked = names.find((each) => !['max-age', 'httponly', 'path', ...asked].includes(each));
  if (unasked) return `sets an attribute that nobody asked for: ${set}`;
  if (new Set(names).size < names.length) return `sets an attribute twice: ${set}`;
  const lifetime = rest.some((each) => each.startsWith('Max-Age='));
  return ttl === undefined || /^0+s$/.test(ttl) || lifetime ? undefined : `sets no lifetime: ${set}`;
}

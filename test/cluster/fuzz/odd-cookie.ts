import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { misread, readCookie } from './browser';
import type { SessionCookieCall } from './stickiness-calls';

/** How a cookie that Envoy sets for a hash differs from what was asked for; undefined if it does not. */
export function oddCookie(set: string, name: string, { ttl, attributes = {} }: Manifest): string | undefined {
  const [pair = '', ...rest] = set.split('; ');
  if (!pair.startsWith(`${name}=`)) {
    return `sets no cookie ${name}: ${set}`;
  }
  const names = rest.map((each) => each.split('=')[0]?.toLowerCase() ?? '');
  const asked = Object.keys(attributes).map((each) => each.toLowerCase());
  const unasked = names.find((each) => !['max-age', 'httponly', 'path', ...asked].includes(each));
  if (unasked) {
    return `sets an attribute that nobody asked for: ${set}`;
  }
  if (new Set(names).size < names.length) {
    return `sets an attribute twice: ${set}`;
  }
  const lifetime = rest.some((each) => each.startsWith('Max-Age='));
  return ttl === undefined || /^0+s$/.test(ttl) || lifetime ? undefined : `sets no lifetime: ${set}`;
}

/** How a cookie that names a pod differs from what was asked for; undefined if it does not. */
export function oddSessionCookie(set: string, options: SessionCookieCall): string | undefined {
  const { name, ttl, path = '/', domain, sameSite = 'Lax', secure = true, httpOnly = true, partitioned } = options;
  const cookie = readCookie(set);
  const address = cookie.pair.slice(name.length);
  if (cookie.name !== name || !/^=",(\d+\.){3}\d+:\d+,"$/.test(address)) {
    return `sets no cookie ${name}: ${set}`;
  }
  const wrong = misread(cookie);
  if (wrong) {
    return `sets a cookie of which browsers do not accept ${wrong}: ${set}`;
  }
  const asked: [name: string, value: string | undefined | false][] = [
    ['path', path],
    ['domain', domain],
    ['max-age', ttl !== undefined && String(ttl / 1000)],
    ['samesite', sameSite],
    ...Object.entries({ secure, httponly: httpOnly, partitioned }).map(([flag, isSet]): [string, string | false] => [
      flag,
      isSet ? '' : false,
    ]),
  ];
  const expected = asked.filter(([, value]) => value !== undefined && value !== false);
  const list = (attributes: Iterable<unknown>) => JSON.stringify([...attributes].sort());
  return list(expected) === list(cookie.attributes) ? undefined : `sets other attributes than asked for: ${set}`;
}

/** A cookie as a browser reads it. */
export interface Cookie {
  readonly name: string;
  /** The name and the value, as the browser sends them back. */
  readonly pair: string;
  /** The attributes, by their lower-case names. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html */
export function readCookie(set: string): Cookie {
  const [pair = '', ...rest] = set.split(';').map((part) => part.trim());
  const attributes = rest.map((part): [string, string] => {
    const [name = '', ...value] = part.split('=');
    return [name.trim().toLowerCase(), value.join('=').trim()];
  });
  return { name: pair.split('=')[0]?.trim() ?? '', pair, attributes: new Map(attributes) };
}

/** Whether a browser accepts a cookie that comes over TLS, and sends it with the next request for the same URL. */
export function isKept({ name, pair, attributes }: Cookie, host: string, url: string): boolean {
  const secure = attributes.has('secure');
  const needsSecure = attributes.get('samesite')?.toLowerCase() === 'none' || attributes.has('partitioned');
  const isForHost = secure && attributes.get('path') === '/' && !attributes.has('domain');
  const lifetime = attributes.get('max-age') ?? '';
  return (
    pair !== '' &&
    pair !== '=' &&
    (secure || !needsSecure) &&
    (secure || !/^__secure-/i.test(name)) &&
    (isForHost || !/^__host-/i.test(name)) &&
    !/^(0+|-\d+)$/.test(lifetime) &&
    isHostIn(attributes.get('domain'), host) &&
    isPathBelow(attributes.get('path'), url)
  );
}

/** No browser accepts a cookie for a whole top-level domain. */
function isHostIn(domain: string | undefined, host: string): boolean {
  const suffix = domain?.toLowerCase().replace(/^\./, '');
  return !suffix || suffix === host || (suffix.includes('.') && host.endsWith(`.${suffix}`));
}

function isPathBelow(path: string | undefined, url: string): boolean {
  // Without a path, browsers use the folder of the URL.
  if (!path?.startsWith('/')) {
    return true;
  }
  const [asked = ''] = url.split('?');
  return asked === path || asked.startsWith(path.endsWith('/') ? path : `${path}/`);
}

/** The attribute that a browser reads differently from what it says, if there is one. */
export function misread({ attributes }: Cookie): string | undefined {
  const [path, sameSite] = [attributes.get('path'), attributes.get('samesite')];
  if (path !== undefined && !/^\/[ -~]*$/.test(path)) {
    return `the path ${path}`;
  }
  return sameSite === undefined || /^(strict|lax|none)$/i.test(sameSite) ? undefined : `SameSite ${sameSite}`;
}

import { Duration } from 'cdk8s';
import { type SameSite, Stickiness } from 'cdk8s-sticky-gateway-route';
import type { StickinessCall } from './stickiness-call';

const MADE = new WeakMap<StickinessCall, Stickiness>();

/** The stickiness of a call, made once; throws what its factory throws. */
export function stickinessOf(call: StickinessCall): Stickiness {
  const made = MADE.get(call) ?? makeStickiness(call);
  MADE.set(call, made);
  return made;
}

function makeStickiness(call: StickinessCall): Stickiness {
  switch (call.factory) {
    case 'none':
      return Stickiness.none();
    case 'sourceIp':
      return Stickiness.sourceIp();
    case 'mcp':
      return Stickiness.mcp();
    case 'header':
      return Stickiness.header(call.name);
    case 'headers':
      return Stickiness.headers([...call.names]);
    case 'queryParams':
      return Stickiness.queryParams([...call.names]);
    case 'allOf':
      return Stickiness.allOf(call.members.map(stickinessOf));
    case 'cookie':
      return Stickiness.cookie(withDuration(call.options));
    case 'sessionCookie': {
      const { sameSite, ...options } = call.options;
      return Stickiness.sessionCookie({
        ...withDuration(options),
        ...(sameSite !== undefined && { sameSite: sameSite as SameSite }),
      });
    }
  }
}

function withDuration<O extends { readonly ttl?: number }>(options: O): Omit<O, 'ttl'> & { ttl?: Duration } {
  const { ttl, ...rest } = options;
  return { ...rest, ...(ttl !== undefined && { ttl: Duration.seconds(ttl) }) };
}

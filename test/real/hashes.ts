import { Duration } from 'cdk8s';
import { Stickiness } from '../../src';
import { duration } from '../../src/schema/cel';
import type { Manifest } from './manifests';

/** The stickiness that has the hash of a policy; none if its load balancer is another. */
export function hashOf({ spec }: Manifest): Stickiness | undefined {
  const { type, header, headers, cookie, queryParams, tableSize } = spec?.loadBalancer?.consistentHash ?? {};
  const options = tableSize === undefined ? {} : { tableSize };
  const names = (items: { name: string }[]) => items.map(({ name }) => name);
  switch (type) {
    case 'SourceIP':
      return Stickiness.sourceIp(options);
    case 'Header':
      return Stickiness.header(header.name, options);
    case 'Headers':
      return Stickiness.headers(names(headers), options);
    case 'QueryParams':
      return Stickiness.queryParams(names(queryParams), options);
    case 'Cookie': {
      const { name, ttl, attributes } = cookie;
      return Stickiness.cookie({
        name,
        ...(ttl && { ttl: Duration.millis(duration(ttl)) }),
        ...(attributes && { attributes }),
        ...options,
      });
    }
    default:
      return undefined;
  }
}

import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { HttpRequest } from '../../cluster/clients/http-client';
import { clientAddresses } from '../../cluster/control-plane/network';

export interface Hash {
  readonly name: string;
  readonly stickiness: Stickiness;
  /** A request of the client with this number. */
  requestOf(client: number): HttpRequest;
}

/** Every factory that hashes a value as the request has it, with requests that have such a value. */
export const hashes: Hash[] = [
  {
    name: 'cookie()',
    stickiness: Stickiness.cookie(),
    requestOf: (client) => ({ headers: { cookie: `INGRESSCOOKIE_QOVERY="${client}"` } }),
  },
  {
    name: 'header()',
    stickiness: Stickiness.header('X-User-Id'),
    requestOf: (client) => ({ headers: { 'x-user-id': `user-${client}` } }),
  },
  {
    name: 'headers()',
    stickiness: Stickiness.headers(['X-User-Id', 'X-Tenant-Id']),
    requestOf: (client) => ({ headers: { 'x-user-id': `user-${client}`, 'x-tenant-id': 'acme' } }),
  },
  {
    name: 'queryParams()',
    stickiness: Stickiness.queryParams(['user']),
    requestOf: (client) => ({ path: `/?user=user-${client}` }),
  },
  {
    name: 'sourceIp()',
    stickiness: Stickiness.sourceIp(),
    requestOf: (client) => ({ from: clientAddresses[client], newConnection: true }),
  },
];

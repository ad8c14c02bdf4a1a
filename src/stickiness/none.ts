import type { StickinessPlan } from './plan';

export function nonePlan(): StickinessPlan {
  return {
    factory: 'Stickiness.none()',
    since: '1.5',
    loadBalancer: undefined,
    headerChanges: undefined,
    pin: undefined,
    weightsSince: '1.5',
    streams: false,
    httpOnly: undefined,
    member: {
      expected: 'a hash: passive cookie, header, headers, queryParams, path or sourceIp',
      remedy: 'remove it',
    },
    members: [],
    headers: [],
    cookie: undefined,
    readsAddress: false,
    path: undefined,
  };
}

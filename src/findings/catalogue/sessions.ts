import type { CatalogueEntry } from './entry';

/** Sessions that keep their pod: `sessionCookie`, `sessionHeader`, `serverSession` and `mcp`. */
export const SESSION_FINDINGS = {
  'session-persistence': {
    severity: 'error',
    cause: 'Envoy Gateway would apply only one of the two',
    remedy:
      'remove it and use Stickiness.sessionCookie() or Stickiness.sessionHeader(), or use Stickiness.none() for this rule',
  },
  'several-clusters': {
    severity: 'error',
    cause:
      'Envoy Gateway makes each of these backends a cluster, and Envoy looks for the pod of a session in only one of them',
    remedy: 'move the filters to the rule, or use Stickiness.header()',
  },
  'match-on-session': {
    severity: 'error',
    cause: 'Envoy and the server choose its value',
    remedy: 'remove the match, or use another header for the stickiness',
  },
  'no-room-for-session-match': {
    severity: 'error',
    cause:
      'with several backends one more header match recognises the requests of a session, and the Gateway API allows 16',
    remedy: 'remove a match, or name one backend',
  },
  'copy-of-weights': {
    severity: 'error',
    cause:
      'the other rule needs a copy of this one, and weights that are edited in the cluster would not reach the copy',
    remedy: 'give both rules the same stickiness, or another path',
  },
  'no-room-in-copy': {
    severity: 'error',
    cause: 'another rule for this path keeps sessions and needs a copy of this one with one more header match',
    remedy: 'remove a header, or give the other rule another path',
  },
  'sessions-route-too-large': {
    severity: 'error',
    cause: 'the Gateway API limits the rules and matches of the route for requests with a session',
    remedy: 'use one stickiness for rules of the same paths, or fewer matches',
  },
  'session-retry': {
    severity: 'error',
    cause: 'a retry reaches another pod, which does not know the session',
    remedy: 'remove it',
  },
  'stream-timeout': {
    severity: 'error',
    cause: 'it would cut every stream',
    remedy: 'remove the timeout, or set streaming to false',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

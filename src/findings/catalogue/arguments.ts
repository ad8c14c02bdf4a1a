import type { CatalogueEntry } from './entry';

/** Arguments of the factories of `Stickiness` and of the advanced settings, which throw. */
export const ARGUMENT_FINDINGS = {
  'invalid-name': {
    severity: 'error',
    cause: 'no request has a header or cookie of such a name',
    remedy: 'write the name that clients send',
  },
  'query-param-name': {
    severity: 'error',
    cause: 'Envoy compares the names of parameters without decoding them',
    remedy: 'write the name as it stands in the URL',
  },
  'no-names': {
    severity: 'error',
    cause: 'nothing would be hashed',
    remedy: 'name what clients send, or use Stickiness.none()',
  },
  'name-too-long': {
    severity: 'error',
    cause: 'the name of a session is limited as in the Gateway API',
    remedy: 'write a shorter name',
    isObvious: true,
  },
  'header-changes': {
    severity: 'error',
    cause: 'this one differs from request to request, so that clients would change pods with each of them',
    remedy: 'name a header that the client keeps, such as "X-Session-Id"',
  },
  'session-header': {
    severity: 'error',
    cause: 'Envoy rewrites the header of a session',
    remedy: 'choose another name',
  },
  'table-size': {
    severity: 'error',
    cause: 'Maglev needs a prime',
    remedy: 'write a prime',
    isObvious: true,
  },
  lifetime: {
    severity: 'error',
    cause: 'Max-Age of a cookie has whole seconds, and a duration of the Gateway API five digits for each unit',
    remedy: 'round it',
  },
  'cookie-attribute': {
    severity: 'error',
    cause: 'browsers or Envoy refuse it, or read it differently',
    remedy: 'remove blanks and control characters; "true" sets a flag',
  },
  'duplicate-attribute': {
    severity: 'error',
    cause: 'browsers keep only one of them',
    remedy: 'remove one of the two',
    isObvious: true,
  },
  'cookie-not-secure': {
    severity: 'error',
    cause: 'browsers drop the cookie without Secure',
    remedy: 'make the cookie Secure',
  },
  'cookie-prefix': {
    severity: 'error',
    cause: 'browsers drop a cookie whose name has a prefix without its attributes',
    remedy: 'set them, or choose a name without the prefix',
  },
  'passive-cookie': {
    severity: 'error',
    cause: 'the application sets the cookie, so Envoy would drop the option',
    remedy: 'remove the option or passive',
  },
  'path-template': {
    severity: 'error',
    cause: 'the variable is the key',
    remedy: 'write a template such as "/rooms/{room}"',
  },
  'number-of-members': {
    severity: 'error',
    cause: 'one member needs no list, and many make a key too long',
    remedy: 'add or remove members',
    isObvious: true,
  },
  'no-member': {
    severity: 'error',
    cause: 'a filter computes the key of firstOf() from the request',
    remedy: 'use it alone',
  },
  'table-size-of-member': {
    severity: 'error',
    cause: 'all members share the table of the first one',
    remedy: 'set it on the first member',
  },
  'key-too-long': {
    severity: 'error',
    cause: 'a filter computes the key, and the Gateway API limits its header values',
    remedy: 'use fewer members, or shorter names',
  },
  'settings-value': {
    severity: 'error',
    cause: 'the advanced setting has another type',
    remedy: 'correct the value',
    isObvious: true,
  },
  'settings-contradiction': {
    severity: 'error',
    cause: 'two settings contradict each other',
    remedy: 'remove one of the two',
  },
  'nginx-annotation': {
    severity: 'error',
    cause: 'it has no equal',
    remedy: 'correct the annotation, or call a factory such as Stickiness.header()',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

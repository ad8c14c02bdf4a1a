import { isIP } from 'node:net';
import { type Any, duration, has } from '../cel';
import type { FieldLimit } from './field-limit';
import { headerValues } from './header-values';
import { isRe2 } from './re2';
import { regex } from './regex';

const MODIFIERS = ['requestHeaderModifier', 'responseHeaderModifier'];

/** Of HTTP and gRPC rules alike; read in the sources of Envoy Gateway 1.9.1, and found by `npm run fuzz`. */
const SHARED_LIMITS: readonly FieldLimit[] = [
  ...['filters[]', 'backendRefs[].filters[]'].flatMap((filters) =>
    MODIFIERS.flatMap((modifier) => modifierLimits(`${filters}.${modifier}`)),
  ),
  {
    path: 'filters[].type',
    expected: 'a filter that Envoy Gateway has, unlike ExternalAuth',
    remedy: 'write a SecurityPolicy',
    holds: (type) => type !== 'ExternalAuth',
  },
  {
    path: 'filters',
    expected: 'either RequestMirror or RequestRedirect',
    remedy: 'remove one of the two',
    holds: (filters: Any[]) => !hasType(filters, 'RequestMirror') || !hasType(filters, 'RequestRedirect'),
  },
  ...['requestRedirect', 'urlRewrite'].map((filter) => ({
    path: `filters[].${filter}.hostname`,
    expected: 'a name and no address',
    remedy: 'write a DNS name',
    holds: (hostname: string) => isIP(hostname) === 0,
  })),
  path('filters[].urlRewrite.path.replaceFullPath', /^\/[!-~]*$/),
  path('filters[].urlRewrite.path.replacePrefixMatch', /^(\/[!-~]*)?$/),
  ...['path', 'headers[]', 'queryParams[]'].map((part) => regex(`matches[].${part}`)),
  ...['service', 'method'].map((part) => ({
    path: 'matches[].method',
    expected: `a regular expression of RE2 as ${part}`,
    remedy: 'correct it; RE2 has no look-around, no back-references and no count above 1000',
    holds: (method: Any) => method.type !== 'RegularExpression' || isRe2(method[part] ?? ''),
  })),
  {
    path: 'retry.backoff',
    expected: 'more than 0s',
    remedy: 'write "25ms" or more, or remove it',
    holds: (backoff) => duration(backoff) > 0,
  },
];

export const HTTP_RULE_LIMITS: readonly FieldLimit[] = [
  ...SHARED_LIMITS,
  filtersOfBackends('RequestHeaderModifier', 'ResponseHeaderModifier', 'URLRewrite', 'ExtensionRef'),
  {
    path: 'backendRefs[].filters[].urlRewrite',
    expected: 'a hostname without a path',
    reason: 'the rule responds with 500 to every request',
    remedy: 'move the path to a filter of the rule',
    holds: ({ path }) => !has(path),
  },
];

export const GRPC_RULE_LIMITS: readonly FieldLimit[] = [
  ...SHARED_LIMITS,
  filtersOfBackends('RequestHeaderModifier', 'ResponseHeaderModifier'),
];

function filtersOfBackends(...types: readonly string[]): FieldLimit {
  return {
    path: 'backendRefs[].filters[].type',
    expected: types.join(', '),
    reason: 'Envoy Gateway has no other filters for a single backend, and the rule responds with 500',
    remedy: 'move the filter to the rule, or remove it',
    holds: (type) => types.includes(type),
  };
}

function path(place: string, form: RegExp): FieldLimit {
  return {
    path: place,
    expected: '"/" and visible ASCII after it, as in the path of a request',
    remedy: 'begin with "/", and encode other characters as "%20" does a blank',
    holds: (text) => form.test(text),
  };
}

function modifierLimits(modifier: string): FieldLimit[] {
  return [
    ...headerValues(modifier),
    {
      path: `${modifier}.remove[]`,
      expected: 'a header name other than Host',
      remedy: 'rename or remove it',
      holds: (name) => name !== '' && !/[:/]/.test(name) && !isHost(name),
    },
    ...['set', 'add'].map((list) => ({
      path: `${modifier}.${list}[].name`,
      expected: 'a header name other than Host',
      remedy: 'use a filter URLRewrite with a hostname',
      holds: (name: string) => !isHost(name),
    })),
    {
      path: modifier,
      expected: 'at least one header to set, add or remove',
      remedy: 'name one, or remove the filter',
      holds: ({ set, add, remove }) => {
        const lists = [set, add, remove].filter(has);
        return lists.length === 0 || lists.flat().length > 0;
      },
    },
  ];
}

function isHost(name: string): boolean {
  return name.toLowerCase() === 'host';
}

function hasType(filters: readonly Any[], type: string): boolean {
  return filters.some((filter) => filter.type === type);
}

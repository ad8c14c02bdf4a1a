import { isIP } from 'node:net';
import { type Any, has } from '../cel';
import type { FieldLimit } from './field-limit';
import { regex } from './regex';
import { SECONDS } from './units';

const SELECTORS = ['local', 'global'].map((limits) => `rateLimit.${limits}.rules[].clientSelectors[]`);

export const RATE_LIMIT_LIMITS: readonly FieldLimit[] = [
  {
    path: 'rateLimit',
    expected: 'the limits that type names',
    remedy: 'set local for Local and global for Global, or remove type',
    holds: ({ type, local, global }) => !has(type) || has(type === 'Local' ? local : global),
  },
  {
    path: 'rateLimit.local.rules',
    expected: 'one rule without clientSelectors, whose unit is the shortest or fits into those of the others',
    remedy: 'merge those without, or change a unit',
    holds: agreeOnDefault,
  },
  {
    path: 'rateLimit.local.rules[].clientSelectors',
    expected: 'one method in all',
    reason: 'Envoy takes no two descriptors that are equal',
    remedy: 'write a rule for each method, with a limit of its own',
    holds: (selectors: Any[]) => selectors.flatMap(({ methods = [] }) => methods).length < 2,
  },
  {
    path: 'rateLimit.local.rules[].limit.requests',
    expected: 'at least 1',
    remedy: 'write 1 or more; a filter ExtensionRef with a direct response lets no request through',
    holds: (requests) => requests > 0,
  },
  ...SELECTORS.flatMap(selectorLimits),
];

function selectorLimits(selectors: string): FieldLimit[] {
  return [
    ...['headers', 'queryParams'].map((selector) => ({
      path: `${selectors}.${selector}[]`,
      expected: 'a value, or neither value nor invert with type Distinct',
      remedy: 'set value, or remove value and invert with type Distinct',
      holds: ({ type, value, invert }: Any) => (type === 'Distinct' ? !has(value) && !invert : Boolean(value)),
    })),
    {
      path: `${selectors}.sourceCidr.value`,
      expected: 'addresses such as 10.0.0.0/8',
      remedy: 'write such addresses',
      holds: isRange,
    },
    ...['path', 'headers[]', 'queryParams[]'].map((part) => regex(`${selectors}.${part}`)),
  ];
}

function agreeOnDefault(rules: Any[]): boolean {
  const general = rules.filter(({ clientSelectors = [] }) => clientSelectors.length === 0);
  const unit = SECONDS[general[0]?.limit.unit ?? 'Second'] ?? 1;
  return general.length < 2 && rules.every(({ limit }) => (SECONDS[limit.unit] ?? 1) % unit === 0);
}

function isRange(range: string): boolean {
  const [address = '', prefix, ...rest] = range.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && prefix !== undefined && /^\d+$/.test(prefix) && Number(prefix) <= bits;
}

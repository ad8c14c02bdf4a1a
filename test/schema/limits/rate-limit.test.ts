import { testPolicyLimits } from '../../support/limits';

const limit = (unit: string, clientSelectors?: object[]) => ({ limit: { requests: 1, unit }, clientSelectors });
const local = (...rules: object[]) => ({ rateLimit: { local: { rules } } });
const selector = (rest: object) => local(limit('Second', [rest]));
const ofGet = (unit: string) => limit(unit, [{ methods: [{ value: 'GET' }] }]);
const range = (value: string) => selector({ sourceCidr: { value } });

testPolicyLimits([
  [
    'rateLimit.local.rules[0].clientSelectors[0].path',
    [selector({ path: { value: '(' } }), selector({ path: { type: 'RegularExpression', value: '/a+' } })],
    [selector({ path: { type: 'RegularExpression', value: '(' } })],
  ],
  [
    'rateLimit.local.rules[0].limit.requests',
    [local({ limit: { requests: 1, unit: 'Second' } })],
    [local({ limit: { requests: 0, unit: 'Second' } })],
  ],
  [
    'rateLimit.local.rules[0].clientSelectors',
    [local(limit('Second', [{ methods: [{ value: 'GET' }] }, { path: { value: '/' } }]))],
    [
      selector({ methods: [{ value: 'GET' }, { value: 'POST' }] }),
      local(limit('Second', [{ methods: [{ value: 'GET' }] }, { methods: [{ value: 'POST' }] }])),
    ],
  ],
  [
    'rateLimit',
    [
      { rateLimit: { local: {} } },
      { rateLimit: { type: 'Local', local: {} } },
      { rateLimit: { type: 'Global', global: { rules: [] } } },
    ],
    [{ rateLimit: { type: 'Global', local: {} } }, { rateLimit: { type: 'Local', global: { rules: [] } } }],
  ],
  [
    'rateLimit.local.rules',
    [
      local(limit('Minute'), ofGet('Hour')),
      local(limit('Minute'), ofGet('Minute')),
      local(ofGet('Minute')),
      local(limit('Minute', []), ofGet('Minute')),
    ],
    [
      local(limit('Minute'), limit('Hour')),
      local(limit('Minute'), limit('Hour', [])),
      local(limit('Minute'), ofGet('Second')),
      local(limit('Week'), ofGet('Month')),
    ],
  ],
  ...['headers', 'queryParams'].map(
    (list) =>
      [
        `rateLimit.local.rules[0].clientSelectors[0].${list}[0]`,
        [
          selector({ [list]: [{ name: 'a', value: 'b' }] }),
          selector({ [list]: [{ name: 'a', type: 'Distinct' }] }),
          selector({ [list]: [{ name: 'a', value: 'b', invert: true }] }),
        ],
        [
          selector({ [list]: [{ name: 'a' }] }),
          selector({ [list]: [{ name: 'a', value: '' }] }),
          selector({ [list]: [{ name: 'a', type: 'Distinct', value: 'b' }] }),
          selector({ [list]: [{ name: 'a', type: 'Distinct', invert: true }] }),
        ],
      ] as const,
  ),
  ...['headers', 'queryParams'].map(
    (list) =>
      [
        `rateLimit.local.rules[0].clientSelectors[0].${list}[0]`,
        [
          selector({ [list]: [{ name: 'a', type: 'RegularExpression', value: 'b+' }] }),
          selector({ [list]: [{ name: 'a', type: 'Exact', value: '(' }] }),
        ],
        [selector({ [list]: [{ name: 'a', type: 'RegularExpression', value: '(' }] })],
      ] as const,
  ),
  [
    'rateLimit.local.rules[0].clientSelectors[0].sourceCidr.value',
    ['10.0.0.0/8', '::/0', '1.2.3.4/32', '::/128'].map(range),
    ['10.0.0.0', '10.0.0.0/33', 'a/8', 'a/0', '10.0.0.0/', '::/129', '10.0.0.0/8/8', '10.0.0.0/a8', '10.0.0.0/8a'].map(
      range,
    ),
  ],
]);

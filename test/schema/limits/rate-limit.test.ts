import { testLimits } from '../../support/limits';

const limit = (unit: string, clientSelectors?: object[]) => ({ limit: { requests: 1, unit }, clientSelectors });
const local = (...rules: object[]) => ({ rateLimit: { local: { rules } } });
const selector = (rest: object) => local(limit('Second', [rest]));

testLimits([
  [
    'rateLimit.local.rules[0].clientSelectors[0].path',
    [selector({ path: { value: '(' } })],
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
  ['rateLimit', [{ rateLimit: { local: {} } }], [{ rateLimit: { type: 'Global', local: {} } }]],
  [
    'rateLimit.local.rules',
    [local(limit('Minute'), limit('Hour', [{ methods: [{ value: 'GET' }] }]))],
    [local(limit('Minute'), limit('Hour')), local(limit('Minute'), limit('Second', [{ methods: [{ value: 'GET' }] }]))],
  ],
  [
    'rateLimit.local.rules[0].clientSelectors[0].headers[0]',
    [selector({ headers: [{ name: 'a', value: 'b' }] }), selector({ headers: [{ name: 'a', type: 'Distinct' }] })],
    [selector({ headers: [{ name: 'a' }] }), selector({ headers: [{ name: 'a', type: 'Distinct', value: 'b' }] })],
  ],
  [
    'rateLimit.local.rules[0].clientSelectors[0].sourceCidr.value',
    ['10.0.0.0/8', '::/0', '1.2.3.4/32'].map((value) => selector({ sourceCidr: { value } })),
    ['10.0.0.0', '10.0.0.0/33', 'a/8', '10.0.0.0/', '::/129', '10.0.0.0/8/8'].map((value) =>
      selector({ sourceCidr: { value } }),
    ),
  ],
]);

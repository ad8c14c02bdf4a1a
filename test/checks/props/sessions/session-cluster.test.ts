import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../../imports/gateway.networking.k8s.io';
import { errorsOf } from '../../../support/findings';
import { A, B, HASH, NONE, ruleAt, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

const FILTERS = [{ type: FilterType.REQUEST_HEADER_MODIFIER as never, requestHeaderModifier: { remove: ['x-a'] } }];
const FILTERED = { ...B, filters: FILTERS };
const REFUSED = ['several-clusters http[0].backendRefs'];

describe.each([
  ['a session cookie', SESSION_COOKIE],
  ['a session header', SESSION_HEADER],
  ['a session that the server names', SERVER_SESSION],
])('under %s,', (_, stickiness) => {
  test.each([
    ['a backend with filters beside another', [A, FILTERED]],
    ['a backend with filters before another', [FILTERED, A]],
    ['backends of two kinds', [A, { name: 'b', kind: 'Backend', group: 'gateway.envoyproxy.io' }]],
  ])('it is an error to have %s', (_, backendRefs) => {
    expect(errorsOf({ http: [{ backendRefs }], stickiness })).toEqual(REFUSED);
  });

  test.each([
    ['one backend with filters', [{ ...A, filters: FILTERS }]],
    ['several backends without filters', [A, B]],
    ['several backends with an empty list of filters', [A, { ...B, filters: [] }]],
    ['backends of one kind that is written or left out', [A, { ...B, kind: 'Service' }]],
  ])('a rule may have %s', (_, backendRefs) => {
    expect(errorsOf({ http: [{ backendRefs }], stickiness })).toEqual([]);
  });
});

test.each([
  ['a hash', HASH],
  ['none()', NONE],
])('a backend with filters beside another is accepted under %s', (_, stickiness) => {
  expect(errorsOf({ http: [{ backendRefs: [A, FILTERED] }], stickiness })).toEqual([]);
});

test('a backend with filters is refused only in rules that keep sessions', () => {
  const http = [{ name: 'a', backendRefs: [A, FILTERED] }, ruleAt('/b')];
  expect(errorsOf({ http, stickiness: SESSION_HEADER, ruleStickiness: { a: HASH } })).toEqual([]);
  expect(errorsOf({ http, stickiness: HASH, ruleStickiness: { a: SESSION_HEADER } })).toEqual(REFUSED);
});

import { HTTP } from '../../../support/chart';
import { errorsOf } from '../../../support/findings';
import { HASH, NONE, SERVER_SESSION, SESSION_HEADER } from '../../fixtures';

const SERVICE = { trafficPolicy: { routingType: 'Service' } };
const REFUSED = ['routing-type trafficPolicy.routingType'];

describe.each([
  ['a hash', HASH],
  ['a session header', SESSION_HEADER],
  ['a session that the server names', SERVER_SESSION],
])('routing to the Service is an error for %s', (_, stickiness) => {
  test('of all rules', () => {
    expect(errorsOf({ ...SERVICE, stickiness })).toEqual(REFUSED);
  });

  test('of a single rule', () => {
    const http = [{ ...HTTP[0], name: 'a' }];
    expect(errorsOf({ ...SERVICE, http, stickiness: NONE, ruleStickiness: { a: stickiness } })).toEqual(REFUSED);
  });
});

test('routing to the Service is accepted with none()', () => {
  expect(errorsOf({ ...SERVICE, stickiness: NONE })).toEqual([]);
});

test('routing to endpoints is accepted under a hash', () => {
  expect(errorsOf({ trafficPolicy: { routingType: 'Endpoint' }, stickiness: HASH })).toEqual([]);
});

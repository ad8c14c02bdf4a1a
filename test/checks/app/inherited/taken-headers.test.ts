import { Stickiness } from '../../../../src';
import { clientPolicy, findingsOf, object, toGateway, toRoute } from '../../../cases/web';
import { ENVOY_GATEWAY } from '../../../support/app';
import { FIRST_OF, HASH, NONE, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

const FOUND = ['header-clash stickiness'];
const early = (modifier: object) => clientPolicy({ headers: { earlyRequestHeaders: modifier } });
const late = (modifier: object) => clientPolicy({ headers: { lateResponseHeaders: modifier } });
const keys = (extractFrom: object, spec: object = { sanitize: true }, targetRefs: object[] = [toRoute('web')]) =>
  object(
    ENVOY_GATEWAY,
    'SecurityPolicy',
    { name: 'keys' },
    { targetRefs, apiKeyAuth: { extractFrom: [extractFrom], ...spec } },
  );
const acknowledge = ['circuit-breaker', 'source-ip'];

test.each<[string, Stickiness, object]>([
  ['the header of a session', SESSION_HEADER, { remove: ['X-Pod'] }],
  ['the header of a session that the server names', SERVER_SESSION, { remove: ['Mcp-Session-Id'] }],
  ['all cookies', SESSION_COOKIE, { remove: ['Cookie'] }],
])('a ClientTrafficPolicy that takes %s from requests is an error', (_, stickiness, modifier) => {
  expect(findingsOf({ stickiness, acknowledge }, early(modifier))).toEqual(FOUND);
});

test.each<[string, Stickiness, object]>([
  ['a hashed header', HASH, { remove: ['x-user'] }],
  ['a hashed header by a constant', HASH, { set: [{ name: 'X-USER', value: 'all' }] }],
  ['a member of firstOf()', FIRST_OF, { remove: ['X-User'] }],
])('one that takes %s is a warning, as an authorization may set it again', (_, stickiness, modifier) => {
  expect(findingsOf({ stickiness, acknowledge }, early(modifier))).toEqual(['taken-key stickiness']);
});

test.each<[string, Stickiness, object]>([
  ['all cookies', SESSION_COOKIE, { remove: ['set-cookie'] }],
  ['the cookie of a hash', Stickiness.cookie({ path: '/' }), { remove: ['Set-Cookie'] }],
  ['the header of a session', SESSION_HEADER, { remove: ['x-pod'] }],
])('so is one that takes %s from responses', (_, stickiness, modifier) => {
  expect(findingsOf({ stickiness }, late(modifier))).toEqual(FOUND);
});

test('other headers, computed values and no stickiness are fine', () => {
  expect(findingsOf({ stickiness: HASH }, early({ remove: ['X-Other'], add: [{ name: 'X-A', value: 'a' }] }))).toEqual(
    [],
  );
  expect(findingsOf({ stickiness: HASH }, early({ set: [{ name: 'X-User', value: '%REQ(X-Id)%' }] }))).toEqual([]);
  expect(findingsOf({ stickiness: HASH }, late({ remove: ['X-User', 'Set-Cookie'] }))).toEqual([]);
  expect(findingsOf({ stickiness: NONE }, early({ remove: ['X-User'] }))).toEqual([]);
});

test('a ClientTrafficPolicy for another Gateway does not count', () => {
  const targetRefs = [{ ...toGateway, name: 'other' }];
  const policy = clientPolicy({ targetRefs, headers: { earlyRequestHeaders: { remove: ['X-User'] } } });
  expect(findingsOf({ stickiness: HASH }, policy)).toEqual([]);
});

test.each<[string, Stickiness, object]>([
  ['header', Stickiness.header('X-API-Key'), { headers: ['x-api-key'] }],
  ['cookie', Stickiness.cookie({ name: 'key', passive: true }), { cookies: ['key'] }],
  ['query parameter', Stickiness.queryParams(['key']), { params: ['key'] }],
])('a SecurityPolicy that hides API keys takes a hashed %s', (_, stickiness, source) => {
  expect(findingsOf({ stickiness }, keys(source))).toEqual(FOUND);
  expect(findingsOf({ stickiness: HASH }, keys(source))).toEqual([]);
  expect(findingsOf({ stickiness }, keys(source, {}))).toEqual([]);
  expect(findingsOf({ stickiness }, keys(source, { sanitize: true }, [toRoute('other')]))).toEqual([]);
});

test('so does one for the Gateway', () => {
  const ofGateway = object(
    ENVOY_GATEWAY,
    'SecurityPolicy',
    { name: 'keys', namespace: 'gateways' },
    { targetRefs: [toGateway], apiKeyAuth: { sanitize: true, extractFrom: [{ headers: ['X-User'] }] } },
  );
  expect(findingsOf({ stickiness: HASH }, ofGateway)).toEqual(FOUND);
});

test('a header with the id of the client is no key', () => {
  const forwarding = { sanitize: true, forwardClientIDHeader: 'x-user' };
  expect(findingsOf({ stickiness: HASH }, keys({ headers: ['X-User'] }, forwarding))).toEqual([]);
});

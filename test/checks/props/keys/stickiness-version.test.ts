import { EnvoyGatewayVersion, Stickiness } from '../../../../src';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH, NONE, PATH_KEY, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

const { V1_5, V1_6, V1_7, V1_9 } = EnvoyGatewayVersion;
const HEADERS = Stickiness.headers(['a', 'b']);
const QUERY_PARAMS = Stickiness.queryParams(['a']);

test.each([
  ['headers', HEADERS, V1_5, V1_6],
  ['queryParams', QUERY_PARAMS, V1_6, V1_7],
])('%s() is an error on an older target, and names the first version with it', (factory, stickiness, before, first) => {
  expect(messagesOf({ stickiness, target: before })).toMatchObject([
    {
      id: 'newer-envoy-gateway',
      property: 'stickiness',
      value: `"Stickiness.${factory}()"`,
      expected: expect.stringContaining(before.version),
      remedy: expect.stringContaining(`EnvoyGatewayVersion.V${first.version.replace('.', '_')} `),
    },
  ]);
  for (const target of [first, V1_9, undefined]) {
    expect(errorsOf({ stickiness, target })).toEqual([]);
  }
});

test('the stickiness of a single rule is checked for its version', () => {
  const props = { http: [{ name: 'a', backendRefs: [A] }], ruleStickiness: { a: HEADERS }, target: V1_5 };
  expect(errorsOf(props)).toEqual(['newer-envoy-gateway ruleStickiness["a"]']);
});

test.each([
  ['cookie()', Stickiness.cookie()],
  ['header()', HASH],
  ['sourceIp()', Stickiness.sourceIp()],
  ['sessionCookie()', SESSION_COOKIE],
  ['sessionHeader()', SESSION_HEADER],
  ['mcp()', SERVER_SESSION],
  ['path()', PATH_KEY],
  ['none()', NONE],
])('%s is accepted by the oldest target', (_, stickiness) => {
  expect(errorsOf({ stickiness, target: V1_5 })).toEqual([]);
});

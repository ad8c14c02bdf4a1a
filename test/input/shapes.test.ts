import { Stickiness } from '../../src';
import { HTTP, manifestsOf } from '../support/chart';
import { errorsOf, messagesOf, messagesOfPolicy } from '../support/findings';

test.each([
  ['metadata', 'shop'],
  ['parentRefs', {}],
  ['hostnames', 'a.example.com'],
  ['http', {}],
  ['grpc', {}],
  ['stickiness', 'cookie'],
  ['stickiness', { _plan: { factory: 'Stickiness.cookie()' } }],
  ['ruleStickiness', 'none'],
  ['trafficPolicy', []],
  ['streaming', 'yes'],
  ['referenceGrants', 1],
  ['acknowledge', 'retry'],
  ['target', '1.9'],
])('a value of %s of another type is an error: %j', (property, value) => {
  expect(messagesOf({ [property]: value })).toMatchObject([
    { id: 'wrong-type', property, value: JSON.stringify(value) },
  ]);
});

test.each([
  ['wrong-type grpc[1]', { grpc: [{}, []] }],
  ['wrong-type http[0]', { http: ['/a'] }],
  ['empty-item grpc[0]', { grpc: [null] }],
  ['wrong-type parentRefs[0]', { parentRefs: ['public', { name: 'public' }] }],
])('an item of another type is one error: %s', (error, props) => {
  expect(errorsOf(props as never)).toEqual([error]);
});

test.each([
  ['hostnames', 'a.example.com', 'write ["a.example.com"]'],
  ['hostnames', ' a.example.com, b.example.com,', 'write ["a.example.com","b.example.com"]'],
  ['hostnames', new Set(['a']), 'write a list'],
  ['target', '1.9', 'write EnvoyGatewayVersion.V1_9'],
  ['target', 'v1.7.2', 'write EnvoyGatewayVersion.V1_7'],
  ['target', '1.3', 'write a member of EnvoyGatewayVersion'],
  ['streaming', 'true', 'write true'],
  ['stickiness', Stickiness.sourceIp, 'call a factory such as Stickiness.cookie()'],
])('the remedy for %s of %p: %s', (property, value, remedy) => {
  expect(messagesOf({ [property]: value })).toMatchObject([{ id: 'wrong-type', property, remedy }]);
});

test('one value of another type among those of ruleStickiness is an error', () => {
  const ruleStickiness = { a: Stickiness.none(), b: 'none' as never };
  expect(errorsOf({ http: [{ ...HTTP[0], name: 'a' }], ruleStickiness })).toEqual(['wrong-type ruleStickiness["b"]']);
});

test('an unknown property of a StickyGatewayRoute is an error that lists the known ones', () => {
  const [message, ...others] = messagesOf({ loadBalancer: {} } as never);
  expect(message).toMatchObject({ id: 'unknown-field', property: 'loadBalancer', value: '{}' });
  expect(message?.expected).toContain(
    ' metadata, stickiness, trafficPolicy, streaming, acknowledge, target, parentRefs, hostnames, http, grpc, ruleStickiness, referenceGrants',
  );
  expect(others).toEqual([]);
});

test('an unknown property of a StickyPolicy is an error that lists the known ones', () => {
  const [message, ...others] = messagesOfPolicy({ http: [] } as never);
  expect(message).toMatchObject({ id: 'unknown-field', property: 'http' });
  expect(message?.expected).toMatch(
    / metadata, stickiness, trafficPolicy, streaming, acknowledge, target, targetRefs$/,
  );
  expect(others).toEqual([]);
});

test('a property with the name of a member of every object is unknown', () => {
  expect(errorsOf({ constructor: {} } as never)).toEqual(['unknown-field constructor']);
});

test('null is the same as unset', () => {
  const names = [
    'metadata',
    'hostnames',
    'grpc',
    'stickiness',
    'ruleStickiness',
    'trafficPolicy',
    'streaming',
    'acknowledge',
    'target',
    'unknown',
  ];
  const props = Object.fromEntries(names.map((name) => [name, null]));
  expect(errorsOf(props)).toEqual([]);
  expect(manifestsOf(props)).toEqual(manifestsOf());
});

test.each([
  ['backendRefs', {}],
  ['matches', '/a'],
  ['filters', {}],
])('%s of a rule that are no list are an error', (property, value) => {
  const http = [{ ...HTTP[0], [property]: value }];
  expect(errorsOf({ http })).toEqual([`wrong-type http[0].${property}`]);
  expect(errorsOf({ http, stickiness: Stickiness.sessionCookie({ name: 'a' }) })).toEqual([
    `wrong-type http[0].${property}`,
  ]);
});

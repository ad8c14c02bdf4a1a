import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { GRPC, problemsOf } from '../chart';

const backendRefs = [{ name: 'api', port: 80 }];
const { V1_5, V1_6, V1_7, V1_9 } = EnvoyGatewayVersion;
const HEADERS = Stickiness.headers(['a', 'b']);
const QUERY_PARAMS = Stickiness.queryParams(['a']);
const since = (property: string, value: string, allowed: string, version: string) =>
  `${property}: got "${value}"; allowed: ${allowed}; remedy: leave it out, or set target to EnvoyGatewayVersion.${version}, the first that has it, once the cluster runs it.`;

describe('target', () => {
  test.each([
    ['Headers', HEADERS, V1_5, V1_6, 'V1_6', 'SourceIP, Header, Cookie on Envoy Gateway 1.5'],
    ['QueryParams', QUERY_PARAMS, V1_6, V1_7, 'V1_7', 'SourceIP, Header, Headers, Cookie on Envoy Gateway 1.6'],
  ])('what it does not have names the version that does: %s', (type, stickiness, before, first, name, allowed) => {
    expect(problemsOf({ stickiness, target: before })).toEqual([since('stickiness', type, allowed, name)]);
    expect(problemsOf({ stickiness, target: first })).toEqual([]);
    expect(problemsOf({ stickiness, target: V1_9 })).toEqual([]);
    expect(problemsOf({ stickiness })).toEqual([]);
  });

  test('goes for single rules, too', () => {
    const props = { http: [{ name: 'a', backendRefs }], ruleStickiness: { a: HEADERS }, target: V1_5 };
    expect(problemsOf(props)).toEqual([
      since('ruleStickiness["a"]', 'Headers', 'SourceIP, Header, Cookie on Envoy Gateway 1.5', 'V1_6'),
    ]);
  });

  test.each([
    ['cookie', Stickiness.cookie()],
    ['header', Stickiness.header('a')],
    ['source IP', Stickiness.sourceIp()],
    ['session cookie', Stickiness.sessionCookie({ name: 'a' })],
    ['session header', Stickiness.sessionHeader('a')],
    ['none', Stickiness.none()],
  ])('the oldest one has %s', (_, stickiness) => {
    expect(problemsOf({ stickiness, target: V1_5 })).toEqual([]);
  });
});

describe('session persistence on gRPC', () => {
  const stickiness = Stickiness.sessionHeader('x-pod');
  const problem = (property: string) =>
    `${property}: got {"sessionName":"x-pod","type":"Header"}; allowed: a hash for gRPC rules, as Envoy Gateway ignores session persistence on them; remedy: use Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone.`;

  test('is refused', () => {
    expect(problemsOf({ http: undefined, grpc: GRPC, stickiness })).toEqual([problem('stickiness')]);
    expect(problemsOf({ grpc: GRPC, stickiness })).toEqual([problem('stickiness')]);
  });

  test('is refused for a single rule', () => {
    const grpc = [{ name: 'a', backendRefs }];
    expect(problemsOf({ grpc, ruleStickiness: { a: stickiness } })).toEqual([problem('ruleStickiness["a"]')]);
  });

  test('is no problem where every gRPC rule has a stickiness of its own', () => {
    const grpc = [{ name: 'a', backendRefs }];
    expect(problemsOf({ grpc, stickiness, ruleStickiness: { a: Stickiness.header('a') } })).toEqual([]);
  });

  test('is no problem for an HTTP rule beside gRPC rules', () => {
    const http = [{ name: 'a', backendRefs }];
    expect(problemsOf({ http, grpc: GRPC, ruleStickiness: { a: stickiness } })).toEqual([]);
  });
});

describe('rules named in ruleStickiness', () => {
  const ruleStickiness = { checkuot: Stickiness.none() };

  test('have to exist', () => {
    const http = [{ name: 'checkout', backendRefs }, { backendRefs }];
    const grpc = [{ name: 'quotes', backendRefs }];
    expect(problemsOf({ http, grpc, ruleStickiness })).toEqual([
      'ruleStickiness["checkuot"]: got "checkuot"; allowed: the name of a rule: checkout, quotes; remedy: name the rule so, or write its name here.',
    ]);
  });

  test('cannot where no rule has a name', () => {
    expect(problemsOf({ ruleStickiness })).toEqual([
      'ruleStickiness["checkuot"]: got "checkuot"; allowed: the name of a rule, and no rule has one; remedy: name the rule so, or write its name here.',
    ]);
  });

  test('may be called like something that every object has', () => {
    const http = [{ name: 'constructor', backendRefs }];
    expect(problemsOf({ http, ruleStickiness: { constructor: Stickiness.none() } })).toEqual([]);
  });
});

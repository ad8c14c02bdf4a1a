import { EnvoyGatewayVersion, SessionMechanism, Stickiness } from '../../src';
import { GRPC, HTTP, OTHERS, problemsOf, QUOTES } from '../chart';

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
    ['sessions of servers', Stickiness.mcp()],
    ['none', Stickiness.none()],
  ])('the oldest one has %s', (_, stickiness) => {
    expect(problemsOf({ stickiness, target: V1_5 })).toEqual([]);
  });
});

describe('session persistence on gRPC', () => {
  const stickiness = Stickiness.sessionHeader('x-pod');
  const problem = (property: string) =>
    `${property}: got {"sessionName":"x-pod","type":"Header"}; allowed: a hash or serverSession for gRPC rules, as Envoy Gateway ignores session persistence on them; remedy: use Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone.`;

  test('is refused', () => {
    expect(problemsOf({ http: undefined, grpc: GRPC, stickiness })).toEqual([problem('stickiness')]);
    expect(problemsOf({ grpc: GRPC, stickiness })).toEqual([problem('stickiness')]);
  });

  test('is refused for a single rule', () => {
    const grpc = [{ name: 'a', backendRefs }];
    expect(problemsOf({ http: undefined, grpc, ruleStickiness: { a: stickiness } })).toEqual([
      problem('ruleStickiness["a"]'),
    ]);
  });

  test('is no problem where every gRPC rule has a stickiness of its own', () => {
    const grpc = [{ name: 'a', backendRefs }];
    expect(problemsOf({ http: undefined, grpc, stickiness, ruleStickiness: { a: Stickiness.header('a') } })).toEqual(
      [],
    );
  });

  test('is no problem for an HTTP rule beside gRPC rules', () => {
    const http = [{ name: 'a', backendRefs }];
    expect(problemsOf({ http, grpc: GRPC, ruleStickiness: { a: stickiness } })).toEqual([]);
  });
});

describe('sessions of servers on gRPC', () => {
  const envelope = Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE });
  const parentRefs = [{ name: 'public', sectionName: 'https' }];
  const problem = (property: string) =>
    `${property}: got "Envelope"; allowed: SessionMechanism.ENDPOINT_OVERRIDE for gRPC rules, which have no session persistence to patch; remedy: write SessionMechanism.ENDPOINT_OVERRIDE, in ruleStickiness for the gRPC rules alone.`;

  test('are kept by endpoint override', () => {
    expect(problemsOf({ grpc: GRPC, stickiness: Stickiness.mcp() })).toEqual([]);
    expect(problemsOf({ http: undefined, grpc: GRPC, stickiness: Stickiness.mcp() })).toEqual([]);
  });

  test('cannot be kept by envelope', () => {
    expect(problemsOf({ parentRefs, grpc: GRPC, stickiness: envelope })).toEqual([problem('stickiness')]);
    const grpc = [{ name: 'a', backendRefs }];
    expect(problemsOf({ parentRefs, http: undefined, grpc, ruleStickiness: { a: envelope } })).toEqual([
      problem('ruleStickiness["a"]'),
    ]);
  });

  test('need no envelope where every gRPC rule has a stickiness of its own', () => {
    const grpc = [{ name: 'a', backendRefs }];
    expect(
      problemsOf({ parentRefs, http: undefined, grpc, stickiness: envelope, ruleStickiness: { a: Stickiness.mcp() } }),
    ).toEqual([]);
    expect(problemsOf({ parentRefs, http: HTTP, stickiness: envelope })).toEqual([]);
  });
});

describe('code for a single rule', () => {
  const props = { http: [{ name: 'a', backendRefs }], ruleStickiness: { a: Stickiness.mcp() } };

  test('is refused by Envoy Gateway 1.5, and taken from 1.6', () => {
    expect(problemsOf({ ...props, target: V1_5 })).toEqual([
      'ruleStickiness["a"]: got "EndpointOverride"; allowed: no Lua for single rules on Envoy Gateway 1.5; remedy: write it in stickiness for all rules, or set target to EnvoyGatewayVersion.V1_6.',
    ]);
    expect(problemsOf({ ...props, target: V1_6 })).toEqual([]);
  });

  test('is no problem where there is none', () => {
    const ruleStickiness = { a: Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE }) };
    const parentRefs = [{ name: 'public', sectionName: 'https' }];
    expect(problemsOf({ ...props, parentRefs, ruleStickiness, target: V1_5 })).toEqual([]);
  });
});

describe('rules named in ruleStickiness', () => {
  const ruleStickiness = { checkuot: Stickiness.none() };

  test('have to exist', () => {
    const http = [{ name: 'checkout', matches: OTHERS, backendRefs }, { backendRefs }];
    const grpc = [{ name: 'quotes', matches: QUOTES, backendRefs }];
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

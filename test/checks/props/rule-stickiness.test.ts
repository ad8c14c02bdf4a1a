import { EnvoyGatewayVersion, Stickiness } from '../../../src';
import { GRPC, HTTP, OTHERS, problemsOf, QUOTES } from '../../support/chart';

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
    ['variable of the path', Stickiness.path('/{a}')],
    ['none', Stickiness.none()],
  ])('the oldest one has %s', (_, stickiness) => {
    expect(problemsOf({ stickiness, target: V1_5 })).toEqual([]);
  });
});

describe('what gRPC requests do not have', () => {
  const cookie = Stickiness.sessionCookie({ name: 'pin' });
  const path = Stickiness.path('/rooms/{room}');
  const list = Stickiness.firstOf([Stickiness.header('a'), path]);
  const ofCookie = (property: string) =>
    `${property}: got "Stickiness.sessionCookie()"; allowed: a stickiness without cookies for gRPC rules, as gRPC clients keep none; remedy: use Stickiness.sessionHeader() or Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone.`;
  const ofPath = (property: string) =>
    `${property}: got "Stickiness.path()"; allowed: a stickiness without path() for gRPC rules, whose path is the method; remedy: use Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone.`;
  const cases = [
    ['a session cookie', cookie, ofCookie],
    ['a path', path, ofPath],
    ['a path in a list', list, ofPath],
  ] as const;

  test.each(cases)('%s is refused', (_, stickiness, problem) => {
    expect(problemsOf({ http: undefined, grpc: GRPC, stickiness })).toEqual([problem('stickiness')]);
    expect(problemsOf({ grpc: GRPC, stickiness })).toEqual([problem('stickiness')]);
  });

  test.each(cases)('%s is refused for a single rule', (_, stickiness, problem) => {
    const grpc = [{ name: 'a', backendRefs }];
    expect(problemsOf({ http: undefined, grpc, ruleStickiness: { a: stickiness } })).toEqual([
      problem('ruleStickiness["a"]'),
    ]);
  });

  test.each(cases)('%s is no problem where gRPC rules have a stickiness of their own', (_, stickiness) => {
    const grpc = [{ name: 'a', matches: QUOTES, backendRefs }];
    expect(problemsOf({ http: HTTP, grpc, stickiness, ruleStickiness: { a: Stickiness.header('a') } })).toEqual([]);
  });

  test.each([
    ['a session header', Stickiness.sessionHeader('x-pod')],
    ['a session of a server', Stickiness.serverSession({ header: 'x-session' })],
    ['a list', Stickiness.firstOf([Stickiness.header('a'), Stickiness.sourceIp()])],
  ])('%s is for gRPC, too', (_, stickiness) => {
    expect(problemsOf({ http: undefined, grpc: GRPC, stickiness })).toEqual([]);
  });
});

describe('rules named in ruleStickiness', () => {
  const ruleStickiness = { checkuot: Stickiness.none() };

  test('have to exist', () => {
    const http = [{ name: 'checkout', matches: OTHERS, backendRefs }, { backendRefs }];
    const grpc = [{ name: 'quotes', matches: QUOTES, backendRefs }];
    expect(problemsOf({ http, grpc, ruleStickiness })).toEqual([
      'ruleStickiness["checkuot"]: got "checkuot"; allowed: the name of a rule: checkout, quotes; remedy: give a rule this name, or use the name of a rule here.',
    ]);
  });

  test('cannot where no rule has a name', () => {
    expect(problemsOf({ ruleStickiness })).toEqual([
      'ruleStickiness["checkuot"]: got "checkuot"; allowed: the name of a rule, and no rule has one; remedy: give a rule this name, or use the name of a rule here.',
    ]);
  });

  test('may be called like something that every object has', () => {
    const http = [{ name: 'constructor', backendRefs }];
    expect(problemsOf({ http, ruleStickiness: { constructor: Stickiness.none() } })).toEqual([]);
  });
});

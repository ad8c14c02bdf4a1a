import { Lazy } from 'cdk8s';
import { Stickiness } from '../../../../src';
import { checkGrpcStickiness } from '../../../../src/checks/props/keys/grpc-stickiness';
import type { Observation } from '../../../../src/findings/finding';
import { routeInput } from '../../../../src/input/route-input';
import { GRPC, HTTP, PARENT_REFS } from '../../../support/chart';
import { errorsOf } from '../../../support/findings';
import { A, FIRST_OF, HASH, PATH_KEY, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

const HTTP_ONLY = [
  ['a session cookie', SESSION_COOKIE, SESSION_COOKIE],
  ['path()', PATH_KEY, PATH_KEY],
  ['path() in firstOf()', Stickiness.firstOf([Stickiness.header('X-User'), PATH_KEY]), PATH_KEY],
] as const;
const NAMED = GRPC.map((rule) => ({ ...rule, name: 'quotes' }));

test.each(HTTP_ONLY)('%s is an error for gRPC rules', (_, stickiness) => {
  expect(errorsOf({ http: undefined, grpc: GRPC, stickiness })).toEqual(['not-for-grpc stickiness']);
  expect(errorsOf({ grpc: GRPC, stickiness })).toEqual(['not-for-grpc stickiness']);
});

test.each(HTTP_ONLY)('%s is an error in ruleStickiness for a gRPC rule', (_, stickiness) => {
  expect(errorsOf({ http: undefined, grpc: NAMED, ruleStickiness: { quotes: stickiness } })).toEqual([
    'not-for-grpc ruleStickiness["quotes"]',
  ]);
});

test.each(HTTP_ONLY)('the error about gRPC rules for %s has the reason of its factory', (_, stickiness, cause) => {
  const found: Observation[] = [];
  const input = routeInput({ parentRefs: PARENT_REFS, grpc: GRPC, stickiness }, 'shop');
  checkGrpcStickiness(input, (observation) => found.push(observation));
  expect(found).toMatchObject([{ value: stickiness._plan.factory, reason: cause._plan.httpOnly }]);
});

test.each(HTTP_ONLY)('%s is accepted if gRPC rules have their own stickiness', (_, stickiness) => {
  expect(errorsOf({ http: HTTP, grpc: NAMED, stickiness, ruleStickiness: { quotes: HASH } })).toEqual([]);
});

test.each([
  ['a session header', SESSION_HEADER],
  ['a session that the server names', Stickiness.serverSession({ header: 'x-session' })],
  ['firstOf()', FIRST_OF],
])('%s is accepted for gRPC rules', (_, stickiness) => {
  expect(errorsOf({ http: undefined, grpc: [{ backendRefs: [A] }], stickiness })).toEqual([]);
});

describe('an HTTP rule', () => {
  const header = (value: string, type?: string) => ({ name: 'Content-Type', value, ...(type && { type }) });
  const errorsFor = (...matches: object[]) =>
    errorsOf({ http: [{ matches: matches as never, backendRefs: [A] }], stickiness: SESSION_COOKIE });

  test.each([
    ['application/grpc', undefined],
    ['application/grpc', 'Exact'],
    ['application/grpc+proto', undefined],
  ])('for the content type %s (%s) is one for gRPC', (value, type) => {
    expect(errorsFor({ headers: [header(value, type)] })).toEqual(['not-for-grpc stickiness']);
  });

  test.each([
    ['that browsers send', [{ headers: [header('application/grpc-web')] }]],
    ['of any kind', [{ headers: [header('application/grpc.*', 'RegularExpression')] }]],
    ['of one of two matches', [{ headers: [header('application/grpc')] }, { headers: [header('text/html')] }]],
    ['of no match', []],
    ['that only synthesis knows', [{ headers: [{ name: Lazy.any({ produce: () => 'Content-Type' }), value: 'a' }] }]],
  ])('for a content type %s is not', (_, matches) => {
    expect(errorsFor(...matches)).toEqual([]);
  });
});

import type { HttpRouteSpecRulesMatchesPathType as PathType } from '../../../imports/gateway.networking.k8s.io';
import { Stickiness } from '../../../src';
import { problemsOf } from '../../support/chart';

const A = { name: 'a', port: 80 };
const B = { name: 'b', port: 80, weight: 0 };
const ROOMS = Stickiness.path('/rooms/{room}');
const LIST = Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()]);

describe('several backends', () => {
  test.each([
    ['a path', ROOMS],
    ['a list', LIST],
  ])('are refused with %s, whatever their weights', (_, stickiness) => {
    expect(problemsOf({ http: [{ backendRefs: [A, B] }], stickiness })).toEqual([
      'http[0].backendRefs: got [{"name":"a"},{"name":"b","weight":0}]; allowed: one backend for path() and firstOf(), as Envoy chooses between several before it has computed the key; remedy: use Stickiness.header() or persistence such as Stickiness.sessionCookie(), or one Service for all pods.',
    ]);
    expect(problemsOf({ http: [{ backendRefs: [A] }], stickiness })).toEqual([]);
  });

  test('are no problem with a pin, which has filters, too', () => {
    expect(problemsOf({ http: [{ backendRefs: [A, B] }], stickiness: Stickiness.mcp() })).toEqual([]);
  });
});

describe('the path of a rule', () => {
  const problemsAt = (value: string, type: string, template = '/rooms/{room}') => {
    const path = { type: type as PathType, value };
    const stickiness = Stickiness.path(template);
    return problemsOf({ http: [{ matches: [{}, { path }], backendRefs: [A] }], stickiness });
  };
  const refused = (value: string, type: string, template = '/rooms/{room}', prefix = '/rooms/') => [
    `http[0].matches[1].path: got {"type":"${type}","value":"${value}"}; allowed: a path that ${template} can be below, as no other request has the key; remedy: match "${prefix}", or give this rule another stickiness in ruleStickiness.`,
  ];

  test.each([
    ['/', 'PathPrefix'],
    ['/rooms', 'PathPrefix'],
    ['/rooms/', 'PathPrefix'],
    ['/rooms/blue', 'PathPrefix'],
    ['/rooms/blue/seats', 'PathPrefix'],
    ['/rooms/blue', 'Exact'],
    ['/rooms/blue/seats', 'Exact'],
    ['/.*', 'RegularExpression'],
  ])('may be %s as %s', (value, type) => {
    expect(problemsAt(value, type)).toEqual([]);
  });

  test.each([
    ['/room', 'PathPrefix'],
    ['/api/rooms', 'PathPrefix'],
    ['/', 'Exact'],
    ['/rooms', 'Exact'],
    ['/halls/blue', 'Exact'],
  ])('cannot be %s as %s', (value, type) => {
    expect(problemsAt(value, type)).toEqual(refused(value, type));
  });

  test('is compared with the segments after the variable, too', () => {
    const template = '/tenants/{tenant}/api';
    expect(problemsAt('/tenants/one', 'PathPrefix', template)).toEqual([]);
    expect(problemsAt('/tenants/one/web', 'PathPrefix', template)).toEqual(
      refused('/tenants/one/web', 'PathPrefix', template, '/tenants/'),
    );
  });
});

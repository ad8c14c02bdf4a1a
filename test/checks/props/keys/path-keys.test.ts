import { Stickiness } from '../../../../src';
import { GRPC } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, PATH_KEY, pathMatch } from '../../fixtures';

/** A rule whose second match is for this path; the first one matches every path. */
const propsOf = (value: string, type: string, template = '/rooms/{room}') => ({
  http: [{ matches: [{}, pathMatch(value, type)], backendRefs: [A] }],
  stickiness: Stickiness.path(template),
});

test.each([
  ['/', 'PathPrefix'],
  ['/rooms', 'PathPrefix'],
  ['/rooms/', 'PathPrefix'],
  ['/rooms/blue', 'PathPrefix'],
  ['/rooms/blue/seats', 'PathPrefix'],
  ['/rooms/blue', 'Exact'],
  ['/rooms/blue/seats', 'Exact'],
  ['/.*', 'RegularExpression'],
])('a match on %s as %s is accepted with path("/rooms/{room}")', (value, type) => {
  expect(errorsOf(propsOf(value, type))).toEqual([]);
});

test.each([
  ['/room', 'PathPrefix'],
  ['/api/rooms', 'PathPrefix'],
  ['/', 'Exact'],
  ['/rooms', 'Exact'],
  ['/halls/blue', 'Exact'],
])('a match on %s as %s is an error with path("/rooms/{room}")', (value, type) => {
  const [message, ...others] = messagesOf(propsOf(value, type));
  expect(message).toMatchObject({ id: 'path-without-key', property: 'http[0].matches[1].path' });
  expect(message?.expected).toContain('/rooms/{room}');
  expect(message?.remedy).toContain('match "/rooms/"');
  expect(others).toEqual([]);
});

test('a path is compared with the segments after the variable', () => {
  const template = '/tenants/{tenant}/api';
  expect(errorsOf(propsOf('/tenants/one', 'PathPrefix', template))).toEqual([]);
  expect(errorsOf(propsOf('/tenants/one/api', 'PathPrefix', template))).toEqual([]);
  expect(errorsOf(propsOf('/tenants/one/web', 'PathPrefix', template))).toEqual([
    'path-without-key http[0].matches[1].path',
  ]);
});

test('a gRPC rule is only reported for the whole stickiness', () => {
  expect(errorsOf({ http: undefined, grpc: GRPC, stickiness: PATH_KEY })).toEqual(['not-for-grpc stickiness']);
});

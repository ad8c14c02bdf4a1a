import { Lazy } from 'cdk8s';
import { printedWarnings, warningsOf } from '../../support/findings';
import { HASH, ruleAt } from '../fixtures';

const FOUND = ['path-wildcard http[0].matches[0].path.value'];
const found = (value: string, type?: string) => warningsOf({ http: [ruleAt(value, type)], stickiness: HASH });

test.each([
  ['/api/*', '/api'],
  ['/api/**', '/api'],
  ['/api/.*', '/api'],
  ['/a/b/*', '/a/b'],
  ['/*', '/'],
])('%s is the prefix %s', (value, prefix) => {
  for (const type of ['PathPrefix', 'Exact']) {
    expect(found(value, type)).toEqual(FOUND);
    expect(printedWarnings().at(-1)?.remedy).toContain(`write value: "${prefix}" with type PathPrefix, or `);
    expect(found(prefix)).toEqual([]);
  }
});

test.each(['/users/*/orders', '/api*', '/users/:id', '/:id/*'])('%s needs a RegularExpression', (value) => {
  expect(found(value)).toEqual(FOUND);
  expect(printedWarnings()[0]?.remedy).toContain('RegularExpression');
});

test.each([
  ['/api/.*', 'RegularExpression'],
  ['/v1/messages:batch', 'PathPrefix'],
  ['/.well-known', 'PathPrefix'],
  ['/a%2Ab', 'PathPrefix'],
])('%s of type %s is fine', (value, type) => {
  expect(found(value, type)).toEqual([]);
});

test('a path that only synthesis knows, and a match without one, are fine', () => {
  expect(found(Lazy.any({ produce: () => '/*' }) as never)).toEqual([]);
  expect(warningsOf({ http: [{ ...ruleAt('/'), matches: [{}] }], stickiness: HASH })).toEqual([]);
});

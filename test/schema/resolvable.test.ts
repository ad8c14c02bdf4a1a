import { Lazy } from 'cdk8s';
import { isResolvable } from '../../src/schema/resolvable';

class Token {
  public resolve(): number {
    return 1;
  }
}

test.each<[string, unknown]>([
  ['a Lazy', Lazy.any({ produce: () => 1 })],
  ['an object with produce()', { produce: () => 1 }],
  ['an object with resolve()', { resolve: () => 1 }],
  ['an instance of a class with resolve()', new Token()],
])('%s is resolved at synthesis', (_, value) => {
  expect(isResolvable(value)).toBe(true);
});

test.each([undefined, null, 0, '', 'produce', true, [], {}, { resolve: 'a' }, { produce: {} }, () => 1])(
  '%j is not resolved at synthesis',
  (value) => {
    expect(isResolvable(value)).toBe(false);
  },
);

import { QUOTES } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH, NONE, ruleAt } from '../../fixtures';

const ruleStickiness = { checkuot: NONE };

test('a stickiness for an unknown rule name is an error that lists the known ones', () => {
  const http = [{ ...ruleAt('/checkout'), name: 'checkout' }, { backendRefs: [A] }];
  const grpc = [{ name: 'quotes', matches: QUOTES, backendRefs: [A] }];
  expect(messagesOf({ http, grpc, ruleStickiness, stickiness: HASH })).toMatchObject([
    {
      id: 'unknown-rule-name',
      property: 'ruleStickiness["checkuot"]',
      value: '"checkuot"',
      expected: expect.stringContaining(': checkout, quotes'),
    },
  ]);
});

test('a stickiness for an unknown rule name is an error if no rule has a name', () => {
  expect(messagesOf({ ruleStickiness })).toMatchObject([
    { id: 'unknown-rule-name', property: 'ruleStickiness["checkuot"]', expected: expect.stringMatching(/: ./) },
  ]);
});

test('a rule may have the name of a member of every object', () => {
  const http = [{ name: 'constructor', backendRefs: [A] }];
  expect(errorsOf({ http, ruleStickiness: { constructor: NONE } })).toEqual([]);
});

import { QUOTES } from '../../../support/chart';
import { messagesOf } from '../../../support/findings';
import { A, HASH, pathRules, times } from '../../fixtures';

const twice = <R extends object>(rules: R[]) =>
  rules.map((rule, i) => ({ ...rule, name: i === 0 || i === 16 ? 'twice' : undefined }));

test.each([
  ['http', { http: twice(pathRules(17)) }],
  ['grpc', { grpc: twice(times(17, (i) => ({ matches: [{ method: { service: `s${i}` } }], backendRefs: [A] }))) }],
])('a repeated rule name in %s is an error, even in different routes', (kind, rules) => {
  const [message, ...others] = messagesOf({ ...rules, stickiness: HASH });
  expect(message).toMatchObject({ id: 'duplicate-rule-name', property: `${kind}[16].name`, value: '"twice"' });
  expect(message?.expected).toContain(`${kind}[0]`);
  expect(others).toEqual([]);
});

test('an HTTP rule and a gRPC rule may have the same name', () => {
  const http = [{ name: 'a', backendRefs: [A] }];
  expect(messagesOf({ http, grpc: [{ name: 'a', matches: QUOTES, backendRefs: [A] }], stickiness: HASH })).toEqual([]);
});

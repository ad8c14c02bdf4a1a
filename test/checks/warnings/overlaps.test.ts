import { problemsOf } from '../../support/chart';
import { said, texts } from '../../support/findings';

const backendRefs = [{ name: 'api', port: 80 }];
const get = { path: { type: 'Exact' as never, value: '/desk.v1.Quotes/Get' } };
const quotes = { method: { service: 'desk.v1.Quotes', method: 'Get' } };

test('HTTP and gRPC rules without matches both match everything', () => {
  const props = { http: [{ backendRefs }], grpc: [{ backendRefs }] };
  expect(texts(props)).toEqual([
    'grpc[0].matches: http[0] matches the same requests, and only one of the two gets them; name the service in the gRPC match; acknowledge: ["overlap"] silences this',
  ]);
  expect(problemsOf(props)).toEqual([]);
});

test('a path can be that of a method', () => {
  const http = [{ backendRefs }, { backendRefs, matches: [{ path: { value: '/a' } }, get] }];
  expect(texts({ http, grpc: [{ backendRefs, matches: [quotes] }] })[0]).toMatch(
    /^grpc\[0\]\.matches: http\[1\] matches/,
  );
});

test.each([
  [
    'a header',
    { http: [{ backendRefs, matches: [{ headers: [{ name: 'x-a', value: '1' }] }] }], grpc: [{ backendRefs }] },
  ],
  ['a service', { http: [{ backendRefs }], grpc: [{ backendRefs, matches: [quotes] }] }],
  ['nothing, of one kind', { http: [{ backendRefs }, { backendRefs }] }],
])('rules that differ in %s do not overlap', (_, props) => {
  expect(said(props)).toEqual([]);
});

import { problemsOf } from '../../support/chart';

const backendRefs = [{ name: 'api', port: 80 }];
const paths = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ matches: [{ path: { value: `/${i}` } }], backendRefs }));
const TIE =
  'the two rules end up in different routes, where their order does not count; remedy: merge the two rules, move them next to each other, or make one match more specific.';

describe('matches that only their order tells apart', () => {
  test('are refused across a split, naming both', () => {
    const http = [...paths(16), { matches: [{ path: { value: '/new' } }, { path: { value: '/3' } }], backendRefs }];
    expect(problemsOf({ http })).toEqual([
      `http[16].matches[1]: got {"path":{"name":"path","type":"PathPrefix","value":"/3"},"headers":[],"queryParams":[]}; allowed: a match more or less specific than that of http[3].matches[0]: ${TIE}`,
    ]);
  });

  test('are fine within one route', () => {
    const http = [...paths(2), { matches: [{ path: { value: '/1' } }, { path: { value: '/2' } }], backendRefs }];
    expect(problemsOf({ http })).toEqual([]);
    expect(
      problemsOf({
        http: [...paths(16), { matches: [{ path: { value: '/x' } }, { path: { value: '/x' } }], backendRefs }],
      }),
    ).toEqual([]);
  });

  test('are found among rules without matches, which match everything', () => {
    expect(problemsOf({ http: [{ backendRefs }, ...paths(15), { backendRefs }] })).toEqual([
      expect.stringContaining('http[16].matches[0]: got'),
    ]);
  });

  test('are found in gRPC rules', () => {
    const services = Array.from({ length: 17 }, (_, i) => ({
      matches: [{ method: { service: `s${i % 16}` } }],
      backendRefs,
    }));
    expect(problemsOf({ http: undefined, grpc: services })).toEqual([
      expect.stringMatching(/^grpc\[16\]\.matches\[0\]: .* than that of grpc\[0\]\.matches\[0\]: /),
    ]);
  });

  test('other paths are no tie, however many', () => {
    expect(problemsOf({ http: paths(400) })).toEqual([]);
  });
});

import { readIngress } from '../../src/input/ingress';

const PATH = { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } };

function manifest(spec: unknown, apiVersion = 'networking.k8s.io/v1', metadata: unknown = { name: 'web' }) {
  return { object: { apiVersion, kind: 'Ingress', metadata, spec }, source: 'in.yaml:1', remarks: [] };
}

const ofPath = (path: unknown) => manifest({ rules: [{ host: 'a.example.com', http: { paths: [path] } }] });

test('an Ingress of v1', () => {
  const { rules, ...others } = readIngress(
    manifest(
      {
        ingressClassName: 'nginx',
        defaultBackend: { service: { name: 'other', port: { name: 'http' } } },
        tls: [{ hosts: ['A.example.com'], secretName: 'tls' }, {}],
        rules: [{ host: 'A.example.com', http: { paths: [PATH] } }, { host: 'b.example.com' }],
      },
      'networking.k8s.io/v1',
      {
        name: 'web',
        namespace: 'shop',
        creationTimestamp: '2024-01-01T00:00:01Z',
        annotations: { a: 'b' },
      },
    ),
  );
  expect(others).toEqual({
    id: 'shop/web',
    name: 'web',
    namespace: 'shop',
    source: 'in.yaml:1',
    annotations: { a: 'b' },
    created: Date.UTC(2024, 0, 1, 0, 0, 1),
    className: 'nginx',
    defaultBackend: { service: 'other', port: 'http' },
    tls: [
      { hosts: ['a.example.com'], secretName: 'tls' },
      { hosts: [], secretName: undefined },
    ],
    remarks: [],
  });
  expect(rules).toEqual([
    { host: 'a.example.com', paths: [{ path: '/', type: 'Prefix', backend: { service: 'web', port: 80 } }] },
    { host: 'b.example.com', paths: [] },
  ]);
});

test.each(['networking.k8s.io/v1beta1', 'extensions/v1beta1'])('an Ingress of %s', (apiVersion) => {
  const { defaultBackend, rules, remarks } = readIngress(
    manifest(
      {
        backend: { serviceName: 'other', servicePort: '80' },
        rules: [{ http: { paths: [{ backend: { serviceName: 'web', servicePort: 'http' } }] } }],
      },
      apiVersion,
    ),
  );
  expect(defaultBackend).toEqual({ service: 'other', port: 80 });
  expect(rules).toEqual([
    { host: '', paths: [{ path: '/', type: 'ImplementationSpecific', backend: { service: 'web', port: 'http' } }] },
  ]);
  expect(remarks[0]).toBe(`${apiVersion} is gone since Kubernetes 1.22; read as networking.k8s.io/v1`);
});

test('the class of the annotation counts', () => {
  const metadata = { name: 'web', annotations: { 'kubernetes.io/ingress.class': 'old' } };
  expect(readIngress(manifest({ ingressClassName: 'new' }, undefined, metadata)).className).toBe('old');
});

test('a path without a type is told, and read as ImplementationSpecific', () => {
  const { rules, remarks } = readIngress(ofPath({ ...PATH, pathType: undefined }));
  expect(rules[0]?.paths[0]?.type).toBe('ImplementationSpecific');
  expect(remarks).toEqual([
    'spec.rules[0].http.paths[0].pathType is missing, which the API server refuses; read as ImplementationSpecific',
  ]);
});

test('a port that is the text of a number is told', () => {
  const { rules, remarks } = readIngress(
    ofPath({ ...PATH, backend: { service: { name: 'web', port: { number: '80' } } } }),
  );
  expect(rules[0]?.paths[0]?.backend.port).toBe(80);
  expect(remarks).toEqual(['spec.rules[0].http.paths[0].backend.service.port is the text "80"; read as the number']);
});

const AT = 'spec.rules[0].http.paths[0]';

test.each([
  ['no name', manifest({}, undefined, {}), 'metadata.name: got undefined; expected a text'],
  ['an unknown version', manifest({}, 'networking.k8s.io/v2'), 'apiVersion: got networking.k8s.io/v2; expected'],
  ['rules that are no list', manifest({ rules: {} }), 'spec.rules: got {}; expected a list'],
  ['a rule that is no object', manifest({ rules: ['a'] }), 'spec.rules[0]: got "a"; expected an object'],
  ['a host that is no text', manifest({ rules: [{ host: 1 }] }), 'spec.rules[0].host: got 1; expected a text'],
  ['a relative path', ofPath({ ...PATH, path: 'a' }), `${AT}.path: got "a"; expected an absolute path`],
  ['an unknown type', ofPath({ ...PATH, pathType: 'prefix' }), `${AT}.pathType: got "prefix"; expected Exact, Prefix`],
  ['no backend', ofPath({ path: '/' }), `${AT}.backend: missing`],
  [
    'a resource',
    ofPath({ ...PATH, backend: { resource: {} } }),
    `${AT}.backend.resource: ingress-nginx serves Services`,
  ],
  ['no port', ofPath({ ...PATH, backend: { service: { name: 'a' } } }), `${AT}.backend.service.port: got undefined`],
  ['no Service', ofPath({ ...PATH, backend: {} }), `${AT}.backend.service.name: got undefined; expected a text`],
])('%s is an error', (_, input, message) => {
  expect(() => readIngress(input)).toThrow(message);
});

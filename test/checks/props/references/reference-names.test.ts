import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../../imports/gateway.networking.k8s.io';
import { GRPC } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH } from '../../fixtures';

test.each([
  ['desk/api', 'write name: "api" and namespace: "desk"'],
  ['desk/Api', undefined],
  ['desk/', undefined],
  ['/api', undefined],
  ['a/desk/api', undefined],
  ['Api', undefined],
  ['my_api', undefined],
])('the name %s of a backend is an error', (name, remedy) => {
  const [message, ...others] = messagesOf({ http: [{ backendRefs: [{ name, port: 80 }] }] });
  expect(message).toMatchObject({ id: 'reference-name', property: 'http[0].backendRefs[0].name', value: `"${name}"` });
  expect(message?.remedy.startsWith('write name: ')).toBe(remedy !== undefined);
  expect(message?.remedy).toContain(remedy ?? '');
  expect(others).toEqual([]);
});

test('a name that another tool shall fill in is to be computed', () => {
  const http = [{ backendRefs: [{ name: '$APP', port: 80 }] }];
  expect(messagesOf({ http, parentRefs: [{ name: '{{ .Values.gateway }}' }] })).toMatchObject([
    { id: 'reference-name', property: 'parentRefs[0].name', remedy: expect.stringContaining('process.env') },
    { id: 'reference-name', property: 'http[0].backendRefs[0].name', remedy: expect.stringContaining('process.env') },
  ]);
});

test('a Service may have a name of 63 characters, and any other object one of 253', () => {
  const http = (length: number, kind: object) => [{ backendRefs: [{ name: 'a'.repeat(length), port: 80, ...kind }] }];
  const backend = { group: 'gateway.envoyproxy.io', kind: 'Backend' };
  expect(errorsOf({ http: http(63, {}) })).toEqual([]);
  expect(errorsOf({ http: http(64, {}) })).toEqual(['reference-name http[0].backendRefs[0].name']);
  expect(errorsOf({ http: http(253, backend) })).toEqual([]);
  expect(errorsOf({ http: http(254, backend) })).toContain('out-of-range http[0].backendRefs[0].name');
});

test('an empty name is an error of its length only', () => {
  expect(errorsOf({ parentRefs: [{ name: '' }] })).toEqual(['out-of-range parentRefs[0].name']);
});

test('the names of gRPC backends and of mirrored requests are judged, too', () => {
  const filters = [{ type: FilterType.REQUEST_MIRROR, requestMirror: { backendRef: { name: 'b/c', port: 80 } } }];
  const grpc = [{ ...GRPC[0], backendRefs: [{ name: 'a/b', port: 80 }] }];
  expect(errorsOf({ http: [{ backendRefs: [A], filters }], grpc, stickiness: HASH })).toEqual([
    'reference-name http[0].filters[0].requestMirror.backendRef.name',
    'reference-name grpc[0].backendRefs[0].name',
  ]);
});

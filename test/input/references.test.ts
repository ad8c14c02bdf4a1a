import { ApiObject, App, Chart } from 'cdk8s';
import { Service } from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import { referenceTo } from '../../src/input/references';
import { appChart, ENVOY_GATEWAY, raw } from '../support/app';

test.each([
  ['text', 'api'],
  ['nothing', undefined],
  ['null', null],
  ['a plain object', { kind: 'Service', name: 'api', apiGroup: '' }],
  ['a construct that is no resource', new Construct(appChart(), 'a')],
  ['a construct with a kind only', Object.assign(new Construct(appChart(), 'a'), { kind: 'Service' })],
])('%s is no reference', (_, value) => {
  expect(referenceTo(value, 'shop')).toBeUndefined();
});

test.each([
  ['that of the route', 'shop', undefined],
  ['another one', 'desk', 'shop'],
  ['unknown', undefined, 'shop'],
])('an object whose namespace is not written if that is %s', (_, own, namespace) => {
  const object = raw(appChart(), 'any', ENVOY_GATEWAY, 'Backend', {});
  expect(referenceTo(object, own)).toEqual({
    group: 'gateway.envoyproxy.io',
    kind: 'Backend',
    name: 'any',
    ...(namespace && { namespace }),
  });
});

test('an object without a namespace has none in its reference', () => {
  const object = new ApiObject(new Chart(new App(), 'test'), 'a', { apiVersion: 'v1', kind: 'Service' });
  expect(referenceTo(object, 'shop')).toEqual({ group: '', kind: 'Service', name: object.name });
});

test('a Service of cdk8s-plus without ports has no port in its reference', () => {
  const service = new Service(appChart(), 'api', { externalName: 'example.com' });
  expect(referenceTo(service, 'shop')).toEqual({ group: '', kind: 'Service', name: service.name });
});

import { objectKey } from '../../../../src/checks/app/objects/object-key';

test('the key of an object has its kind, namespace and name', () => {
  expect(objectKey('Service', 'shop', 'api')).toBe('Service shop/api');
});

test('the key of an object without a namespace has its kind and name', () => {
  expect(objectKey('Service', '', 'api')).toBe('Service api');
});

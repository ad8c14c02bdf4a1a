import { propertyAt } from '../../src/findings/property-path';

test.each([
  [['hostnames'], 'hostnames'],
  [['http', 0, 'matches', 12, 'path'], 'http[0].matches[12].path'],
])('the path %j is written as by its author', (path, property) => {
  expect(propertyAt(path as [string])).toBe(property);
});

import { Stickiness } from '../../src';
import { yamlOf } from '../support/render';

test('Stickiness.sourceIp() renders type SourceIP, and nothing else', () => {
  expect(yamlOf({ stickiness: Stickiness.sourceIp() })).toContain(`spec:
  loadBalancer:
    consistentHash:
      type: SourceIP
    type: ConsistentHash
  targetRefs:
`);
});

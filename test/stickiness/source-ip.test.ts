import { Stickiness } from '../../src';
import { yamlOf } from '../support/render';

test("the client's address renders type SourceIP, and nothing else", () => {
  expect(yamlOf({ stickiness: Stickiness.sourceIp() })).toContain(`spec:
  loadBalancer:
    consistentHash:
      type: SourceIP
    type: ConsistentHash
  targetRefs:
`);
});

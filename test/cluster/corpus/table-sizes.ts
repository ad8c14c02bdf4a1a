import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { type BadInput, hashPolicy } from './bad-input';
import { answers } from './symptoms';

const sizes = [4, 9, 100, 65536, 1_000_000, 5_000_010];

export const tableSizes: BadInput[] = sizes.map((tableSize) => ({
  what: `a table of ${tableSize}`,
  symptom: answers(500),
  policy: hashPolicy({ type: 'SourceIP', tableSize }),
  props: () => ({ stickiness: Stickiness.sourceIp({ tableSize }) }),
}));

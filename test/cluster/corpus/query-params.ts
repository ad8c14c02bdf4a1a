import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { type BadInput, hashPolicy } from './bad-input';
import { doesNotStick, freezes, type Symptom } from './symptoms';

const lists: [names: string[], symptom: Symptom][] = [
  [[], doesNotStick()],
  [[''], freezes],
  [['user', ''], freezes],
  [['user id'], doesNotStick({ path: '/?user%20id=one' })],
  [['user&id'], doesNotStick({ path: '/?user&id=one' })],
  [['user=id'], doesNotStick({ path: '/?user=id=one' })],
  [['user#id'], doesNotStick({ path: '/?user%23id=one' })],
  [['größe'], doesNotStick({ path: '/?gr%C3%B6%C3%9Fe=one' })],
  [['a\nb'], doesNotStick({ path: '/?a%0Ab=one' })],
  [['a\u0000b'], doesNotStick({ path: '/?a%00b=one' })],
];

export const queryParams: BadInput[] = lists.map(([names, symptom]) => ({
  what: `a hash of the query parameters ${JSON.stringify(names)}`,
  symptom,
  policy: hashPolicy({ type: 'QueryParams', queryParams: names.map((name) => ({ name })) }),
  props: () => ({ stickiness: Stickiness.queryParams(names) }),
}));

import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { type BadInput, hashPolicy } from './bad-input';
import { doesNotStick, freezes, type Symptom } from './symptoms';

const names: [name: string, symptom: Symptom][] = [
  ['', freezes],
  ['x\u0000id', freezes],
  ['x\nid', freezes],
  ['x\rid', freezes],
  ['x\tid', doesNotStick()],
  ['x\u001fid', doesNotStick()],
  ['x id', doesNotStick()],
  [' x-id', doesNotStick({ headers: { 'x-id': 'one' } })],
  ['x-id ', doesNotStick({ headers: { 'x-id': 'one' } })],
  ['x-id:', doesNotStick({ headers: { 'x-id': 'one' } })],
  ['x/id', doesNotStick()],
  ['x@id', doesNotStick()],
  ['x,id', doesNotStick()],
  ['(x-id)', doesNotStick({ headers: { 'x-id': 'one' } })],
  ['"x-id"', doesNotStick({ headers: { 'x-id': 'one' } })],
  ['{x-id}', doesNotStick({ headers: { 'x-id': 'one' } })],
  ['x-id;x-user', doesNotStick({ headers: { 'x-id': 'one', 'x-user': 'one' } })],
  ['X-Größe', doesNotStick()],
  [':status', doesNotStick()],
  [':protocol', doesNotStick()],
  [':x-id', doesNotStick({ headers: { 'x-id': 'one' } })],
  ['::path', doesNotStick()],
  ['X-Request-Id', doesNotStick({ headers: { 'x-request-id': 'one' } })],
];

export const headerNames: BadInput[] = names.map(([name, symptom]) => ({
  what: `a hash of the header ${JSON.stringify(name)}`,
  symptom,
  policy: hashPolicy({ type: 'Header', header: { name } }),
  props: () => ({ stickiness: Stickiness.header(name) }),
}));

const lists: [names: string[], symptom: Symptom][] = [
  [[], doesNotStick()],
  [[''], freezes],
  [['x-id', ''], freezes],
  [['x-id', 'x\nuser'], freezes],
  [['x id', 'x user'], doesNotStick()],
  [['x-id', 'X-Request-Id'], doesNotStick({ headers: { 'x-id': 'one', 'x-request-id': 'one' } })],
];

export const headerLists: BadInput[] = lists.map(([list, symptom]) => ({
  what: `a hash of the headers ${JSON.stringify(list)}`,
  symptom,
  policy: hashPolicy({ type: 'Headers', headers: list.map((name) => ({ name })) }),
  props: () => ({ stickiness: Stickiness.headers(list) }),
}));

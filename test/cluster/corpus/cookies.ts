import { Duration } from 'cdk8s';
import { type CookieOptions, Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { type BadInput, hashPolicy } from './bad-input';
import { breaksResponses, freezes, losesItsSession, type Symptom, setsCookie } from './symptoms';

const ttl = '60s';

const names: [name: string, symptom: Symptom][] = [
  ['', freezes],
  ['a\u0000b', breaksResponses],
  ['a\nb', breaksResponses],
  ['a\rb', breaksResponses],
  ['a;b', losesItsSession('cookie')],
  ['a=b', losesItsSession('cookie')],
];

const attributes: [attributes: Record<string, string>, symptom: Symptom][] = [
  [{ '': 'x' }, freezes],
  [{ 'a\nb': 'x' }, freezes],
  [{ 'a\rb': 'x' }, freezes],
  [{ 'a\u0000b': 'x' }, freezes],
  [{ samesite: 'Lax\n' }, freezes],
  [{ samesite: 'Lax\r' }, freezes],
  [{ samesite: 'Lax\u0000' }, freezes],
  [{ samesite: 'Lax; Domain=evil.test' }, setsCookie(/; Domain=evil\.test/, 'with an attribute that was smuggled in')],
  [{ 'x; Domain': 'evil.test' }, setsCookie(/; Domain=evil\.test/, 'with an attribute that was smuggled in')],
  [{ 'Max-Age': '5' }, setsCookie(/Max-Age=60; Max-Age=5/, 'with two lifetimes')],
  [{ secure: 'false' }, setsCookie(/secure=false/, 'that is Secure although it says false')],
  [{ samesite: 'Loose' }, setsCookie(/samesite=Loose/, 'with a SameSite that no browser knows')],
  [{ path: 'app' }, setsCookie(/path=app/, 'with a path that no browser accepts')],
];

const lifetimes: [raw: string, ttl: Duration, symptom: Symptom][] = [
  ['1500ms', Duration.millis(1500), setsCookie(/Max-Age=1;/, 'whose lifetime is cut to seconds')],
  ['500ms', Duration.millis(500), setsCookie(/^((?!Max-Age).)*$/, 'that has no lifetime')],
];

export const cookies: BadInput[] = [
  ...names.map(([name, symptom]) => cookie({ name, ttl }, { name }, symptom)),
  ...attributes.map(([each, symptom]) => cookie({ name: 'pod', ttl, attributes: each }, { attributes: each }, symptom)),
  ...lifetimes.map(([raw, duration, symptom]) => cookie({ name: 'pod', ttl: raw }, { ttl: duration }, symptom)),
];

function cookie(raw: Manifest, options: CookieOptions, symptom: Symptom): BadInput {
  return {
    what: `a hash of the cookie ${JSON.stringify(raw)}`,
    symptom,
    policy: hashPolicy({ type: 'Cookie', cookie: raw }),
    props: () => ({ stickiness: Stickiness.cookie(options) }),
  };
}

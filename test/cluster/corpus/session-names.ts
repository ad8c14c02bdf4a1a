import { type SameSite, type SessionCookieOptions, Stickiness } from 'cdk8s-sticky-gateway-route';
import { type BadInput, pinPolicy } from './bad-input';
import { answers, breaksResponses, doesNotStick, losesItsSession, type Symptom, setsCookie } from './symptoms';

const ADDRESS = '%UPSTREAM_REMOTE_ADDRESS%';

const cookieNames: [name: string, symptom: Symptom][] = [
  ['', setsCookie(/^=/, 'without a name')],
  [' ', answers(500)],
  ['a;b', losesItsSession('cookie')],
  ['a=b', setsCookie(/^a=b=/, 'of another name')],
  ['a\r\nb', answers(500)],
  ['a\u0000b', answers(500)],
];

const attributes: [text: string, options: Partial<SessionCookieOptions>, symptom: Symptom][] = [
  ['Path=app', { path: 'app' }, setsCookie(/; Path=app/, 'with a path that no browser accepts')],
  ['Path=/ä', { path: '/ä' }, answers(500)],
  ['Domain=a; Path=/b', { domain: 'a; Path=/b' }, setsCookie(/; Path=\/b/, 'with an attribute that was smuggled in')],
  ['Domain=a\nb', { domain: 'a\nb' }, answers(500)],
  [
    'SameSite=Loose',
    { sameSite: 'Loose' as SameSite },
    setsCookie(/SameSite=Loose/, 'with a SameSite that no browser knows'),
  ],
];

/** Names that the API server accepts in a policy, but not in a filter. */
const choiceHeaders: [name: string, symptom: Symptom][] = [
  ['', answers(503)],
  ['x pod', doesNotStick()],
  ['x\npod', answers(503)],
  ['X-Größe', doesNotStick()],
  [':path', doesNotStick()],
];

const headerNames: [name: string, symptom: Symptom][] = [
  ['Host', answers(500)],
  ['Content-Length', breaksResponses],
  ['X-Request-Id', losesItsSession('x-request-id')],
  ['Connection', losesItsSession('connection')],
  ['Upgrade', losesItsSession('upgrade')],
];

function setting(name: string, value: string) {
  return { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name, value }] } };
}

function sessionCookie(what: string, value: string, options: SessionCookieOptions, symptom: Symptom): BadInput {
  return {
    what: `a session cookie ${what}`,
    symptom,
    rule: { filters: [setting('Set-Cookie', value)] },
    policy: pinPolicy('Cookie'),
    props: () => ({ stickiness: Stickiness.sessionCookie(options) }),
  };
}

function sessionHeader(name: string, symptom: Symptom, rule?: object): BadInput {
  return {
    what: `a session header ${JSON.stringify(name)}`,
    symptom,
    rule,
    policy: pinPolicy(name),
    props: () => ({ stickiness: Stickiness.sessionHeader(name) }),
  };
}

export const sessionNames: BadInput[] = [
  ...cookieNames.map(([name, symptom]) =>
    sessionCookie(JSON.stringify(name), `${name}=",${ADDRESS},"; Path=/`, { name }, symptom),
  ),
  ...attributes.map(([text, options, symptom]) =>
    sessionCookie(`with ${JSON.stringify(text)}`, `pod=",${ADDRESS},"; ${text}`, { name: 'pod', ...options }, symptom),
  ),
  ...choiceHeaders.map(([name, symptom]) => sessionHeader(name, symptom)),
  ...headerNames.map(([name, symptom]) => sessionHeader(name, symptom, { filters: [setting(name, ADDRESS)] })),
];

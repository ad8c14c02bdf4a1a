import { Duration } from 'cdk8s';
import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { BadInput } from './bad-input';
import { answers, breaksResponses, doesNotStick, freezes, losesItsSession, type Symptom, setsCookie } from './symptoms';

const cookieNames: [name: string, symptom: Symptom][] = [
  ['', freezes],
  [' ', losesItsSession],
  ['a;b', losesItsSession],
  ['a=b', losesItsSession],
  ['a\r\nb', breaksResponses],
  ['a\u0000b', breaksResponses],
];

const headerNames: [name: string, symptom: Symptom][] = [
  ['', freezes],
  ['x pod', breaksResponses],
  ['x\r\npod', breaksResponses],
  ['X-Größe', breaksResponses],
  [':path', doesNotStick()],
  ['Host', answers(404, { headers: { host: 'MTAuNzcuMS4xMDo4MDAx' } })],
  ['X-Request-Id', doesNotStick({ headers: { 'x-request-id': 'MTAuNzcuMS4xMDo4MDAx' } })],
];

export const sessionNames: BadInput[] = [
  ...cookieNames.map(([name, symptom]) => ({
    what: `a session cookie ${JSON.stringify(name)}`,
    symptom,
    rule: { sessionPersistence: { type: 'Cookie', sessionName: name } },
    props: () => ({ stickiness: Stickiness.sessionCookie({ name }) }),
  })),
  ...headerNames.map(([name, symptom]) => ({
    what: `a session header ${JSON.stringify(name)}`,
    symptom,
    rule: { sessionPersistence: { type: 'Header', sessionName: name } },
    props: () => ({ stickiness: Stickiness.sessionHeader(name) }),
  })),
  {
    what: 'a session cookie for half a second',
    symptom: setsCookie(/^((?!Max-Age).)*$/, 'that has no lifetime'),
    rule: {
      sessionPersistence: {
        sessionName: 'pod',
        absoluteTimeout: '500ms',
        cookieConfig: { lifetimeType: 'Permanent' },
      },
    },
    props: () => ({ stickiness: Stickiness.sessionCookie({ name: 'pod', ttl: Duration.millis(500) }) }),
  },
  {
    what: 'a session cookie under a regular expression',
    symptom: doesNotStick({ path: '/app/x/y' }),
    rule: {
      matches: [{ path: { type: 'RegularExpression', value: '/app/[a-z]+/y' } }],
      sessionPersistence: { sessionName: 'pod' },
    },
    props: () => ({
      stickiness: Stickiness.sessionCookie({ name: 'pod' }),
      http: [{ matches: [{ path: { type: 'RegularExpression' as never, value: '/app/[a-z]+/y' } }] }],
    }),
  },
];

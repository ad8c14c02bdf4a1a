import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { Stickiness } from '../../src';
import { type Message, messagesOfApp, parse } from '../support/findings';
import { webChart } from './web';

/** The value that a remedy says to write; none if it names no value. */
const VALUE = /^write ("(?:[^"\\]|\\.)*"|-?\d+|true|false)/;

/** Texts as people write them: names with slips, URLs, other alphabets, numbers, and anything. */
const text = fc.oneof(
  fc.constantFrom(
    'https://a.example.com',
    'a.example.com:443',
    'A.b',
    ' a ',
    'münchen.de',
    '10 s',
    '1h',
    '5S',
    'post',
    '80',
  ),
  fc.constantFrom(
    'prefix',
    'pathprefix',
    'StrategicMerg',
    'strategicmerge',
    'a_b',
    'a,b',
    '',
    'é.com',
    'x'.repeat(300),
  ),
  fc.stringMatching(/^[a-zA-Z0-9 ._:/-]{1,12}$/),
  fc.string({ maxLength: 8 }),
);
const value = fc.oneof(
  text,
  fc.integer({ min: -5, max: 70_000 }),
  fc.double({ noNaN: true, min: 0, max: 2 }),
  fc.boolean(),
);

/** Properties with a hole for a value. */
const HOLES: readonly ((hole: unknown) => object)[] = [
  (hole) => ({ hostnames: [hole] }),
  (hole) => ({ metadata: { name: hole } }),
  (hole) => ({ metadata: { name: 'web', namespace: hole } }),
  (hole) => ({ parentRefs: [{ name: 'public', sectionName: hole }] }),
  (hole) => ({ parentRefs: [{ name: hole }] }),
  (hole) => ({ http: [{ backendRefs: [{ name: hole, port: 80 }] }] }),
  (hole) => ({ http: [{ backendRefs: [{ name: 'web', port: hole }] }] }),
  (hole) => ({ http: [{ backendRefs: [{ name: 'web', port: 80, weight: hole }] }] }),
  (hole) => ({ http: [{ timeouts: { request: hole }, backendRefs: [{ name: 'web', port: 80 }] }] }),
  (hole) => ({ http: [{ matches: [{ path: { type: hole, value: '/' } }], backendRefs: [{ name: 'web', port: 80 }] }] }),
  (hole) => ({ http: [{ matches: [{ method: hole }], backendRefs: [{ name: 'web', port: 80 }] }] }),
  (hole) => ({ trafficPolicy: { mergeType: hole } }),
  (hole) => ({ trafficPolicy: { timeout: { http: { requestTimeout: hole } } } }),
  (hole) => ({ trafficPolicy: { useClientProtocol: hole } }),
  (hole) => ({ trafficPolicy: { circuitBreaker: { maxConnections: hole } } }),
];

const messagesOf = (props: object) => messagesOfApp(webChart(props));

function promisedBy({ remedy }: Message): unknown {
  const [, json] = VALUE.exec(remedy) ?? [];
  return json === undefined ? undefined : JSON.parse(json);
}

test('a value that is written as the remedy says has the same problem no more', () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.constantFrom(...HOLES), value, (hole, wrong) => {
      for (const message of messagesOf(hole(wrong))) {
        const promised = promisedBy(message);
        if (promised !== undefined) {
          tried += 1;
          const again = messagesOf(hole(promised)).filter(
            ({ id, property }) => id === message.id && property === message.property,
          );
          expect({ wrong, promised, again }).toEqual({ wrong, promised, again: [] });
        }
      }
    }),
    { numRuns: 600 },
  );
  expect(tried).toBeGreaterThan(50);
});

/** Factories with a hole for an argument. */
const CALLS: readonly ((hole: never) => Stickiness)[] = [
  (hole) => Stickiness.header(hole),
  (hole) => Stickiness.headers([hole]),
  (hole) => Stickiness.sessionHeader(hole),
  (hole) => Stickiness.serverSession({ header: hole }),
  (hole) => Stickiness.cookie({ name: hole }),
  (hole) => Stickiness.cookie({ path: hole }),
  (hole) => Stickiness.sessionCookie({ name: hole }),
  (hole) => Stickiness.sessionCookie({ name: 'pod', domain: hole }),
  (hole) => Stickiness.queryParams([hole]),
  (hole) => Stickiness.sourceIp({ tableSize: hole }),
  (hole) => Stickiness.path(hole),
  (hole) => Stickiness.cookie({ attributes: { Secure: hole } }),
];

test('an argument that is written as the remedy says is taken', () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.constantFrom(...CALLS), value, (call, wrong) => {
      const message = refusal(() => call(wrong as never));
      const promised = message && promisedBy(message);
      if (message && promised !== undefined) {
        tried += 1;
        const again = refusal(() => call(promised as never));
        expect({ wrong, promised, again: again?.id === message.id }).toEqual({ wrong, promised, again: false });
      }
    }),
    { numRuns: 600 },
  );
  expect(tried).toBeGreaterThan(50);
});

test.each([0.5, 400_000_000])('a lifetime of %d s that is written as the remedy says is taken', (seconds) => {
  const message = refusal(() => Stickiness.cookie({ ttl: Duration.millis(seconds * 1000) }));
  const [, promised] = /^write Duration\.seconds\((\d+)\)$/.exec(message?.remedy ?? '') ?? [];
  expect(refusal(() => Stickiness.cookie({ ttl: Duration.seconds(Number(promised)) }))).toBeUndefined();
});

function refusal(call: () => unknown): Message | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return parse((error as Error).message);
  }
}

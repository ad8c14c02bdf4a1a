import * as fc from 'fast-check';
import { Stickiness } from '../../src';
import { manifestsOf } from '../support/chart';
import { formatted, type Headers } from '../support/envoy-format';
import { refusalOf, refusedBy } from '../support/findings';
import { policyOf, ruleOf } from '../support/render';

const CHOICE = 'x-envoy-max-retries';
const SESSION = 'mcp-session-id';
const specsOf = (stickiness: Stickiness) =>
  manifestsOf({ metadata: { name: 'tools' }, stickiness }).map(({ kind, spec }) => ({ kind, spec }));

interface Value {
  readonly name: string;
  readonly value: string;
}

/** What the filters of a rule make of the headers of a request and of a response. */
function filtersOf(stickiness: Stickiness) {
  const [{ requestHeaderModifier }, { responseHeaderModifier }] = ruleOf(stickiness).filters;
  const withSet = (headers: Headers, values: readonly Value[], exchange: object, removed: readonly string[] = []) => {
    const set = values.map(({ name, value }) => [name.toLowerCase(), formatted(value, exchange)]);
    const left = Object.entries(headers).filter(([name]) => !removed.includes(name));
    return Object.fromEntries([...left, ...set.filter(([, value]) => value !== '')]) as Headers;
  };
  return {
    onRequest: (headers: Headers) =>
      withSet(headers, requestHeaderModifier.set, { request: { headers } }, requestHeaderModifier.remove),
    onResponse: (headers: Headers, pod: string) =>
      withSet(headers, responseHeaderModifier.set, { response: { headers }, pod }),
  };
}

const { onRequest, onResponse } = filtersOf(Stickiness.mcp());
const port = fc.integer({ min: 1, max: 65_535 });
const pod = fc.oneof(
  fc.tuple(fc.ipV4(), port).map(([address, port]) => `${address}:${port}`),
  fc.tuple(fc.ipV6(), port).map(([address, port]) => `[${address}]:${port}`),
);
const visible = fc.constantFrom(...Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i)));
const id = fc.oneof(
  fc.uuid(),
  fc.uuid().map((uuid) => uuid.replaceAll('-', '')),
  fc.string({ unit: visible, minLength: 1 }),
  fc.string({ unit: fc.constantFrom(',', ':', '.', '[', ']', '1', 'f', 'pod', 'pod36'), minLength: 1 }),
  fc.tuple(pod, fc.string({ unit: visible })).map(([pod, text]) => `${text},${pod},pod`),
  ...[31, 32, 33, 35, 36, 37].map((length) => fc.string({ unit: visible, minLength: length, maxLength: length })),
);
/** The first entry of the list that may be a pod, as Envoy skips all others. */
const chosen = (headers: Headers, pods: readonly string[]) =>
  headers[CHOICE]?.split(',').find((each) => pods.includes(each));

test('Stickiness.mcp() renders these filters', () => {
  const [request, response] = ruleOf(Stickiness.mcp()).filters;
  expect(request).toEqual({
    type: 'RequestHeaderModifier',
    requestHeaderModifier: {
      remove: [CHOICE],
      set: [
        { name: CHOICE, value: 'pod,%REQ(Mcp-Session-Id)%' },
        {
          name: 'Mcp-Session-Id',
          value:
            "%CEL(request.headers['mcp-session-id'].endsWith(',pod36') ? request.headers['mcp-session-id'] : ''):36%" +
            "%CEL(request.headers['mcp-session-id'].endsWith(',pod32') ? request.headers['mcp-session-id'] : ''):32%" +
            "%CEL(request.headers['mcp-session-id'].endsWith(',pod') ? re.capture(request.headers['mcp-session-id'], '([ -~]*),[ -~]*,pod') : '')%",
        },
      ],
    },
  });
  expect(response).toEqual({
    type: 'ResponseHeaderModifier',
    responseHeaderModifier: {
      set: [
        {
          name: 'Mcp-Session-Id',
          value:
            "%RESP(Mcp-Session-Id)%%CEL('mcp-session-id' in response.headers ? ',' : '')%" +
            "%CEL('mcp-session-id' in response.headers ? upstream.address : '')%" +
            "%CEL(response.headers['mcp-session-id'].size() == 36 ? ',pod36' : response.headers['mcp-session-id'].size() == 32 ? ',pod32' : ',pod')%",
        },
      ],
    },
  });
});

test('Stickiness.mcp() renders a policy that takes the pod from a header of its own', () => {
  expect(policyOf(Stickiness.mcp()).loadBalancer).toEqual({
    type: 'LeastRequest',
    endpointOverride: { extractFrom: [{ header: CHOICE }] },
  });
});

describe('the filters of a server session', () => {
  test('return any id to the server as it named it, and the request to the pod that named it', () => {
    fc.assert(
      fc.property(pod, id, (pod, id) => {
        const kept = onResponse({ [SESSION]: id }, pod);
        const seen = onRequest(kept);
        expect(seen[SESSION]).toBe(id);
        expect(chosen(seen, [pod])).toBe(pod);
        const { pattern } = Stickiness.mcp()._plan.pin ?? {};
        expect(kept[SESSION]).toMatch(new RegExp(`^(?:${pattern})$`));
      }),
      { numRuns: 500 },
    );
  });

  test('remove the pod that a client chooses by itself', () => {
    const pod = '10.77.1.3:3001';
    const forged = onRequest({ ...onResponse({ [SESSION]: 'a' }, pod), [CHOICE]: '10.77.1.4:3001' });
    expect(forged).toEqual(onRequest(onResponse({ [SESSION]: 'a' }, pod)));
    expect(chosen(onRequest({ [CHOICE]: '10.77.1.4:3001' }), ['10.77.1.4:3001'])).toBeUndefined();
  });

  test('leave a response without an id as it is, and an id without a pod', () => {
    expect(onResponse({ ':status': '200' }, '10.77.1.3:3001')).toEqual({ ':status': '200' });
    expect(onRequest({ [SESSION]: '0f4a-7b' })[SESSION]).toBe('0f4a-7b');
  });

  test('change the header that the author names, whatever marks its name has', () => {
    // Envoy ends the name of a header in a format at a colon, a parenthesis or a percent sign.
    for (const header of ['X-Desk-Session', "X!#$&'*+-.^_`|~09AZaz"]) {
      const own = filtersOf(Stickiness.serverSession({ header }));
      const name = header.toLowerCase();
      const kept = own.onResponse({ [name]: 'a', [SESSION]: 'b' }, '10.77.1.3:80');
      expect(kept).toEqual({ [name]: onResponse({ [SESSION]: 'a' }, '10.77.1.3:80')[SESSION], [SESSION]: 'b' });
      expect(own.onRequest(kept)).toMatchObject({ [name]: 'a', [SESSION]: 'b' });
    }
  });
});

test.each([
  ['no options', undefined],
  ['options that are null', null],
  ['empty options', {}],
  ['the default in full', { header: 'Mcp-Session-Id' }],
])('Stickiness.serverSession() renders the same specs as Stickiness.mcp() for %s', (_, options) => {
  expect(specsOf(Stickiness.serverSession(options as never))).toEqual(specsOf(Stickiness.mcp()));
});

test.each([undefined, null, 7])('Stickiness.serverSession() refuses a header that is %p', (header) => {
  expect(refusalOf(() => Stickiness.serverSession({ header: header as never }))).toBe(
    'invalid-name Stickiness.serverSession() header',
  );
});

test.each([
  ['a name with a blank behind it', 'X-Session ', 'invalid-name', 'write "X-Session"'],
  ['a header of HTTP', 'Content-Type', 'session-header', 'write "X-Session-Id"'],
  ['a header of Envoy', 'X-Envoy-Max-Retries', 'session-header', 'write "X-Session-Id"'],
  ['a name with a percent sign', 'X-50%-Session%', 'session-header', 'write "X-50--Session-"'],
  ['binary metadata of gRPC', 'X-Session-Bin', 'session-header', 'write "X-Session"'],
  ['a name of 129 characters', 'x'.repeat(129), 'name-too-long', `write "${'x'.repeat(128)}"`],
])('Stickiness.serverSession() refuses %s, and suggests another name', (_, header, id, remedy) => {
  expect(refusedBy(() => Stickiness.serverSession({ header }))).toMatchObject({
    id,
    property: 'Stickiness.serverSession() header',
    remedy,
  });
});

test.each([
  ['an empty name', '', 'invalid-name'],
  ['a name with a blank', 'X Session', 'invalid-name'],
  ['a pseudo-header', ':path', 'invalid-name'],
  ['a header that changes with every request', 'X-Request-Id', 'header-changes'],
])('Stickiness.serverSession() refuses %s', (_, header, id) => {
  expect(refusalOf(() => Stickiness.serverSession({ header }))).toBe(`${id} Stickiness.serverSession() header`);
});

test.each([
  ['X-Bin-Session', 'which is no binary metadata'],
  ['X-Sessionbin', 'which is no binary metadata'],
  ['x'.repeat(128), 'which is as long as a name may be'],
])('Stickiness.serverSession() accepts the header %s, %s', (header) => {
  expect(ruleOf(Stickiness.serverSession({ header })).filters).toHaveLength(2);
});

import * as fc from 'fast-check';
import { Stickiness } from '../../src';
import { manifestsOf } from '../support/chart';
import { formatted, type Headers } from '../support/envoy-format';
import { errorOf, policyOf, ruleOf } from '../support/render';

const TOKEN = "at least one of letters, digits and !#$%&'*+-.^_`|~";
const CHOICE = 'x-envoy-max-retries';
const SESSION = 'mcp-session-id';
const refusal = (got: unknown, allowed: string, remedy: string) =>
  `Stickiness.serverSession() header: got ${JSON.stringify(got)}; allowed: ${allowed}; remedy: ${remedy}.`;
const rendered = (stickiness: Stickiness) => manifestsOf({ metadata: { name: 'tools' }, stickiness });

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

test('the filters are these', () => {
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

test('the policy takes the pod from a header of its own', () => {
  expect(policyOf(Stickiness.mcp()).loadBalancer).toEqual({
    type: 'LeastRequest',
    endpointOverride: { extractFrom: [{ header: CHOICE }] },
  });
});

describe('what Envoy makes of it', () => {
  test('gives any id back to the server as it named it, and the request to the pod that it is from', () => {
    fc.assert(
      fc.property(pod, id, (pod, id) => {
        const kept = onResponse({ [SESSION]: id }, pod);
        const seen = onRequest(kept);
        expect(seen[SESSION]).toBe(id);
        expect(chosen(seen, [pod])).toBe(pod);
        const { pattern } = Stickiness.mcp()._parts.pin ?? {};
        expect(kept[SESSION]).toMatch(new RegExp(`^(?:${pattern})$`));
      }),
      { numRuns: 500 },
    );
  });

  test('drops what a client says in the header of the choice', () => {
    const pod = '10.77.1.3:3001';
    const forged = onRequest({ ...onResponse({ [SESSION]: 'a' }, pod), [CHOICE]: '10.77.1.4:3001' });
    expect(forged).toEqual(onRequest(onResponse({ [SESSION]: 'a' }, pod)));
    expect(chosen(onRequest({ [CHOICE]: '10.77.1.4:3001' }), ['10.77.1.4:3001'])).toBeUndefined();
  });

  test('leaves an answer without an id as it is, and an id that is not from here', () => {
    expect(onResponse({ ':status': '200' }, '10.77.1.3:3001')).toEqual({ ':status': '200' });
    expect(onRequest({ [SESSION]: '0f4a-7b' })[SESSION]).toBe('0f4a-7b');
  });

  test('speaks of the header that the author names, whatever marks it has', () => {
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
  ['an option that is unset', { header: undefined }],
  ['an option that is null', { header: null }],
  ['the default in full', { header: 'Mcp-Session-Id' }],
])('%s is the session of MCP', (_, options) => {
  expect(rendered(Stickiness.serverSession(options as never))).toEqual(rendered(Stickiness.mcp()));
});

describe('a header that cannot have a session id is refused', () => {
  test.each([
    ['no token', 'X Session', TOKEN, 'write "X-Session"'],
    ['an empty name', '', TOKEN, 'name what the client sends'],
    ['a pseudo-header', ':path', TOKEN, 'write "path"'],
    [
      'a header of HTTP',
      'Content-Type',
      'a header that has no meaning of its own in HTTP or Envoy',
      'write "X-Session-Id"',
    ],
    [
      'a header of Envoy',
      'X-Envoy-Max-Retries',
      'a header that has no meaning of its own in HTTP or Envoy',
      'write "X-Session-Id"',
    ],
    [
      'a header that is new in every request',
      'X-Request-Id',
      'a header that stays the same from request to request',
      'name one that the client keeps, such as "X-Session-Id"',
    ],
    [
      'a name with what begins a command',
      'X-50%-Session',
      'a name without "%", which begins a command in the values of Envoy\'s headers',
      'write "X-50--Session"',
    ],
    [
      'binary metadata of gRPC',
      'X-Session-Bin',
      'a name without "-bin" at its end, whose values gRPC takes for base64',
      'write "X-Session"',
    ],
  ])('%s', (_, header, allowed, remedy) => {
    expect(errorOf(() => Stickiness.serverSession({ header }))).toBe(refusal(header, allowed, remedy));
  });

  test('beyond 128 characters', () => {
    expect(ruleOf(Stickiness.serverSession({ header: 'x'.repeat(128) })).filters).toHaveLength(2);
    expect(errorOf(() => Stickiness.serverSession({ header: 'x'.repeat(129) }))).toBe(
      `Stickiness.serverSession() header: got "${'x'.repeat(119)}…; allowed: at most 128 characters; remedy: write "${'x'.repeat(128)}".`,
    );
  });

  test.each(['X-Bin-Session', 'X-Sessionbin'])('but not %s, which is no binary metadata', (header) => {
    expect(() => Stickiness.serverSession({ header })).not.toThrow();
  });
});

import { SessionMechanism, Stickiness } from '../../src';
import { manifestsOf } from '../chart';
import { errorOf, luaOf, ruleOf } from '../render';

const { ENDPOINT_OVERRIDE, ENVELOPE } = SessionMechanism;
const TOKEN = "at least one of letters, digits and !#$%&'*+-.^_`|~";
const PROPS = {
  metadata: { name: 'tools' },
  parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
};
const make = (options: object) => () => Stickiness.serverSession(options);
const refusal = (property: string, got: unknown, allowed: string, remedy: string) =>
  `Stickiness.serverSession() ${property}: got ${JSON.stringify(got)}; allowed: ${allowed}; remedy: ${remedy}.`;
const rendered = (stickiness: Stickiness) => manifestsOf({ ...PROPS, stickiness });

describe('defaults', () => {
  test.each([
    ['no options', undefined],
    ['options that are unset', { header: undefined, mechanism: undefined, endpointHeader: undefined }],
    ['options that are null', { header: null, mechanism: null, endpointHeader: null }],
    [
      'the defaults in full',
      {
        header: 'Mcp-Session-Id',
        mechanism: ENDPOINT_OVERRIDE,
        endpointHeader: 'X-Sticky-Gateway-Route-Endpoint',
      },
    ],
  ])('%s is Mcp-Session-Id by endpoint override', (_, options) => {
    expect(rendered(Stickiness.serverSession(options as never))).toEqual(rendered(Stickiness.mcp()));
  });

  test.each([
    ['undefined', undefined],
    ['null', null],
  ])('the endpoint header may be %s with an envelope, which has none', (_, endpointHeader) => {
    expect(
      rendered(Stickiness.serverSession({ mechanism: ENVELOPE, endpointHeader: endpointHeader as never })),
    ).toEqual(rendered(Stickiness.mcp({ mechanism: ENVELOPE })));
  });
});

describe('options', () => {
  test('another header is looked at by the code', () => {
    const lua = luaOf(Stickiness.serverSession({ header: 'X-Desk-Session' }));
    expect(lua).toContain('local SESSION = "x-desk-session"\n');
    expect(lua).not.toContain('mcp-session-id');
  });

  test('another header is in the rule and in the patch of an envelope', () => {
    const [http, , patch] = rendered(Stickiness.serverSession({ header: 'X-Desk-Session', mechanism: ENVELOPE }));
    expect(http?.spec.rules[0].sessionPersistence).toEqual({ sessionName: 'X-Desk-Session', type: 'Header' });
    expect(patch?.spec.jsonPatches[0].operation.value.stateful_session.session_state.typed_config).toMatchObject({
      header: { name: 'X-Desk-Session' },
    });
  });

  test('another endpoint header is in the rule and in the code', () => {
    const stickiness = Stickiness.serverSession({ endpointHeader: 'X-Desk-Pod' });
    expect(ruleOf(stickiness).filters[0].responseHeaderModifier.set[0].name).toBe('X-Desk-Pod');
    expect(luaOf(stickiness)).toContain('local ENDPOINT = "x-desk-pod"\n');
  });

  test('mcp() has the header of MCP whatever is written', () => {
    const options = { header: 'X-Desk-Session', endpointHeader: 'X-Desk-Pod' };
    expect(rendered(Stickiness.mcp(options))).toEqual(
      rendered(Stickiness.serverSession({ endpointHeader: 'X-Desk-Pod' })),
    );
  });
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
      'binary metadata of gRPC',
      'X-Session-Bin',
      'a name without "-bin" at its end, whose values gRPC takes for base64',
      'write "X-Session"',
    ],
  ])('%s', (_, header, allowed, remedy) => {
    for (const mechanism of [ENDPOINT_OVERRIDE, ENVELOPE]) {
      expect(errorOf(make({ header, mechanism }))).toBe(refusal('header', header, allowed, remedy));
    }
  });

  test('beyond 128 characters', () => {
    expect(ruleOf(Stickiness.serverSession({ header: 'x'.repeat(128) })).filters).toHaveLength(1);
    expect(errorOf(make({ header: 'x'.repeat(129) }))).toBe(
      `Stickiness.serverSession() header: got "${'x'.repeat(119)}…; allowed: at most 128 characters; remedy: write "${'x'.repeat(128)}".`,
    );
  });

  test.each(['X-Bin-Session', 'X-Sessionbin'])('but not %s, which is no binary metadata', (header) => {
    expect(make({ header })).not.toThrow();
  });
});

describe('an endpoint header is refused', () => {
  const instead = 'write "X-Sticky-Gateway-Route-Endpoint"';

  test.each([
    ['that is no token', 'X Pod', TOKEN, 'write "X-Pod"'],
    ['of HTTP', 'Host', 'a header that has no meaning of its own in HTTP or Envoy', instead],
    ['of Envoy', 'x-envoy-max-retries', 'a header that has no meaning of its own in HTTP or Envoy', instead],
    [
      'that has the session id',
      'mcp-session-ID',
      'another header than Mcp-Session-Id, which holds the session id',
      'remove it',
    ],
  ])('%s', (_, endpointHeader, allowed, remedy) => {
    expect(errorOf(make({ endpointHeader }))).toBe(refusal('endpointHeader', endpointHeader, allowed, remedy));
  });

  test('with an envelope, which needs none', () => {
    expect(errorOf(make({ mechanism: ENVELOPE, endpointHeader: 'X-Pod' }))).toBe(
      refusal(
        'endpointHeader',
        'X-Pod',
        'nothing with SessionMechanism.ENVELOPE, which needs no such header',
        'remove it',
      ),
    );
  });
});

test('a mechanism that there is not is refused', () => {
  expect(errorOf(make({ mechanism: 'Lua' }))).toBe(
    refusal('mechanism', 'Lua', 'a member of SessionMechanism', 'write SessionMechanism.ENDPOINT_OVERRIDE'),
  );
});

test('mcp() is named in what it refuses', () => {
  expect(errorOf(() => Stickiness.mcp({ endpointHeader: '' }))).toBe(
    `Stickiness.mcp() endpointHeader: got ""; allowed: ${TOKEN}; remedy: name what the client sends.`,
  );
  expect(errorOf(() => Stickiness.mcp({ mechanism: 'Lua' as never }))).toMatch(/^Stickiness\.mcp\(\) mechanism: /);
});

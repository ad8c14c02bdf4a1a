import * as fc from 'fast-check';
import { Stickiness } from '../../src';
import { checkHashedHeader, checkNames, checkOwnHeader, checkQueryParam, checkToken } from '../../src/stickiness/names';
import { errorOf } from '../support/render';

const TOKEN_CHARACTERS = [..."!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];
const QUERY_CHARACTERS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).filter(
  (character) => !'&=#'.includes(character),
);
const token = fc.string({ unit: fc.constantFrom(...TOKEN_CHARACTERS), minLength: 1 });
const queryName = fc.string({ unit: fc.constantFrom(...QUERY_CHARACTERS), minLength: 1 });
const blankOrControl = fc.constantFrom(...' \t\r\n\u0000\u001f\u007f\u00a0\u2028');
const anyText = fc.string({ unit: 'binary' });
const withBlankOrControl = fc.tuple(anyText, blankOrControl, anyText).map((parts) => parts.join(''));
const loneSurrogate = fc.constantFrom('\ud800', 'a\udfffb');

function suggestedIn(message: string): string | undefined {
  const [, suggested] = /remedy: write (".*")\.$/.exec(message) ?? [];
  return suggested && JSON.parse(suggested);
}

describe.each([
  { what: 'header or cookie', check: checkToken, accepted: token },
  { what: 'hashed header', check: checkHashedHeader, accepted: token },
  { what: 'query parameter', check: checkQueryParam, accepted: queryName },
])('a $what name', ({ check, accepted }) => {
  test('may be of any of its characters', () => {
    fc.assert(fc.property(accepted, (name) => check('name', name)));
  });

  test('may hold no blank and no control character', () => {
    fc.assert(
      fc.property(withBlankOrControl, (name) => {
        expect(() => check('name', name)).toThrow(/^name: got /);
      }),
    );
  });

  test('that is refused comes with one that is taken, if any', () => {
    fc.assert(
      fc.property(fc.oneof(withBlankOrControl, loneSurrogate), (name) => {
        const suggested = suggestedIn(errorOf(() => check('name', name)));
        return suggested === undefined || check('name', suggested) === undefined;
      }),
    );
  });
});

describe('checkToken', () => {
  test.each([
    ['', 'name what the client sends'],
    [' \u0000', 'name what the client sends'],
    ['é', 'name what the client sends'],
    ['X Session', 'write "X-Session"'],
    [' X-Session\r\n', 'write "X-Session"'],
    ['X-Session:', 'write "X-Session"'],
    ['a;b,c', 'write "a-b-c"'],
    [undefined, 'name what the client sends'],
    [null, 'name what the client sends'],
    [7, 'name what the client sends'],
  ])('refuses %j', (name, remedy) => {
    expect(errorOf(() => checkToken('name', name as string))).toBe(
      `name: got ${JSON.stringify(name)}; allowed: at least one of letters, digits and !#$%&'*+-.^_\`|~; remedy: ${remedy}.`,
    );
  });

  test.each([...'"(),/:;<=>?@[\\]{}'])('refuses the separator %j', (separator) => {
    expect(() => checkToken('name', `a${separator}b`)).toThrow('write "a-b"');
  });
});

describe('checkHashedHeader', () => {
  test.each([':authority', ':method', ':path', ':scheme', ':Path'])('takes %s, which every request has', (name) => {
    expect(() => checkHashedHeader('name', name)).not.toThrow();
  });

  test.each([':status', ':paths', ':', ':protocol'])('refuses %s, which Envoy would not find', (name) => {
    expect(errorOf(() => checkHashedHeader('name', name))).toBe(
      `name: got "${name}"; allowed: a header name, or :authority, :method, :path, :scheme; remedy: drop the ":".`,
    );
  });

  test.each([undefined, 7])('refuses %j', (name) => {
    expect(() => checkHashedHeader('name', name as unknown as string)).toThrow(/^name: got .* at least one of letters/);
  });
});

describe('a header that is new in every request', () => {
  const problem = (property: string, name: string) =>
    `${property}: got "${name}"; allowed: a header that stays the same from request to request; remedy: name one that the client keeps, such as "X-Session-Id".`;

  test.each(['X-Request-Id', 'x-request-id'])('is refused: %s', (name) => {
    expect(errorOf(() => Stickiness.header(name))).toBe(problem('Stickiness.header() name', name));
    expect(errorOf(() => Stickiness.headers(['a', name]))).toBe(problem('Stickiness.headers() names[1]', name));
    expect(errorOf(() => Stickiness.sessionHeader(name))).toBe(problem('Stickiness.sessionHeader() name', name));
  });
});

describe('checkOwnHeader', () => {
  test.each([
    'Connection',
    'Content-Encoding',
    'Content-Length',
    'Content-Type',
    'Cookie',
    'Expect',
    'Host',
    'Keep-Alive',
    'Set-Cookie',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'x-envoy-max-retries',
    'X-Envoy-Upstream-Service-Time',
  ])('refuses %s, which Envoy must not rewrite, in upper and lower case', (header) => {
    for (const name of [header, header.toLowerCase()]) {
      expect(errorOf(() => checkOwnHeader('name', name, 'X-Pod'))).toBe(
        `name: got "${name}"; allowed: a header that has no meaning of its own in HTTP or Envoy; remedy: write "X-Pod".`,
      );
    }
  });

  test.each(['X-Content-Type', 'Hostname', 'Mcp-Session-Id', 'X-Envoy', 'My-X-Envoy-Pod'])('takes %s', (name) => {
    expect(() => checkOwnHeader('name', name, 'X-Pod')).not.toThrow();
  });
});

describe('checkQueryParam', () => {
  test.each([
    ['', 'name the parameter'],
    [' \t', 'name the parameter'],
    ['\ud800', 'name the parameter'],
    [7, 'name the parameter'],
    [undefined, 'name the parameter'],
    ['user id', 'write "user%20id"'],
    [' user ', 'write "user"'],
    ['ünal', 'write "%C3%BCnal"'],
    ['a&b', 'write "a%26b"'],
    ['a=b', 'write "a%3Db"'],
    ['#a', 'write "%23a"'],
    ['a\ud800😀', 'write "a%F0%9F%98%80"'],
  ])('refuses %j', (name, remedy) => {
    expect(errorOf(() => checkQueryParam('name', name as string))).toBe(
      `name: got ${JSON.stringify(name)}; allowed: visible ASCII but & = #, as it stands in the URL; remedy: ${remedy}.`,
    );
  });
});

describe('checkNames', () => {
  const asIs = (name: string) => name;
  const lower = (name: string) => name.toLowerCase();

  test.each([[[]], ['a'], [undefined]])('refuses %j', (names) => {
    expect(errorOf(() => checkNames('names', names as string[], asIs))).toBe(
      `names: got ${JSON.stringify(names)}; allowed: at least one name; remedy: name what the client sends, or use Stickiness.none().`,
    );
  });

  test('takes one name, and several that differ', () => {
    expect(() => checkNames('names', ['a'], asIs)).not.toThrow();
    expect(() => checkNames('names', ['a', 'A', 'b'], asIs)).not.toThrow();
  });

  test('refuses a duplicate name', () => {
    expect(errorOf(() => checkNames('names', ['b', 'a', 'c', 'a'], asIs))).toBe(
      'names[3]: got "a"; allowed: no equal of [1]; remedy: remove one of the two.',
    );
  });

  test('refuses a duplicate name but for its case where case does not count', () => {
    expect(errorOf(() => checkNames('names', ['a', 'A'], lower))).toBe(
      'names[1]: got "A"; allowed: no equal of [0]; remedy: remove one of the two.',
    );
  });

  test('leaves names that are none to the check of each name', () => {
    expect(() => checkNames('names', [undefined, 7] as unknown as string[], lower)).not.toThrow();
  });
});

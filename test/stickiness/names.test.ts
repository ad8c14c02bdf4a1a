import * as fc from 'fast-check';
import { checkNames, checkQueryParam, checkSessionName, checkToken } from '../../src/stickiness/names';
import { refusalOf, refusedBy } from '../support/findings';

const TOKEN_CHARACTERS = [..."!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];
const QUERY_CHARACTERS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).filter(
  (character) => !'&=#'.includes(character),
);
const token = fc.string({ unit: fc.constantFrom(...TOKEN_CHARACTERS), minLength: 1 });
const queryName = fc
  .string({ unit: fc.constantFrom(...QUERY_CHARACTERS), minLength: 1 })
  .filter((name) => !name.startsWith('?'));
const blankOrControl = fc.constantFrom(...' \t\r\n\u0000\u001f\u007f\u00a0\u2028');
const anyText = fc.string({ unit: 'binary' });
const withBlankOrControl = fc.tuple(anyText, blankOrControl, anyText).map((parts) => parts.join(''));
const loneSurrogate = fc.constantFrom('\ud800', 'a\udfffb');

function suggestedIn(remedy: string): string | undefined {
  const [, suggested] = /^write (".*")$/.exec(remedy) ?? [];
  return suggested && JSON.parse(suggested);
}

describe.each([
  { check: checkToken, accepted: token, id: 'invalid-name' },
  { check: checkQueryParam, accepted: queryName, id: 'query-param-name' },
])('$check.name()', ({ check, accepted, id }) => {
  test('accepts any name of the allowed characters', () => {
    fc.assert(fc.property(accepted, (name) => check('name', name)));
  });

  test('refuses any name with a blank or a control character', () => {
    fc.assert(
      fc.property(withBlankOrControl, (name) => {
        expect(refusalOf(() => check('name', name))).toBe(`${id} name`);
      }),
    );
  });

  test('suggests only names that it accepts', () => {
    fc.assert(
      fc.property(fc.oneof(withBlankOrControl, loneSurrogate), (name) => {
        const suggested = suggestedIn(refusedBy(() => check('name', name)).remedy);
        return suggested === undefined || check('name', suggested) === undefined;
      }),
    );
  });
});

describe('checkToken()', () => {
  test.each(['', ' \u0000', 'é', undefined, null, 7])('refuses %j, and suggests nothing', (name) => {
    const { id, property, remedy } = refusedBy(() => checkToken('name', name as string));
    expect([id, property, suggestedIn(remedy)]).toEqual(['invalid-name', 'name', undefined]);
  });

  test.each<[string, string]>([
    [' X-Session\r\n', 'write "X-Session"'],
    ['a;b,c', 'name one of them'],
    [' a , b ', 'name one of them'],
    [{ name: 'X-User' } as never, 'write "X-User"'],
    [['a', 'b'] as never, 'name one of them'],
  ])('refuses %j, which has a token in it: %s', (name, remedy) => {
    expect(refusedBy(() => checkToken('name', name))).toMatchObject({ id: 'invalid-name', property: 'name', remedy });
  });

  test.each([
    'X Session',
    'X-Session:',
    'a,',
    ',a',
    'a,,b',
    'a,b c',
    ...[...'"()/:<=>?@[\\]{}'].map((mark) => `a${mark}b`),
  ])('refuses %j, and suggests no other name', (name) => {
    const { id, property, remedy } = refusedBy(() => checkToken('name', name));
    expect([id, property, suggestedIn(remedy)]).toEqual(['invalid-name', 'name', undefined]);
    expect(remedy).not.toBe('name one of them');
  });
});

describe('checkSessionName()', () => {
  test('accepts a token of 128 characters', () => {
    expect(() => checkSessionName('name', 'x'.repeat(128))).not.toThrow();
  });

  test('refuses a token of 129 characters, and suggests the first 128', () => {
    expect(refusedBy(() => checkSessionName('name', `${'x'.repeat(128)}y`))).toMatchObject({
      id: 'name-too-long',
      property: 'name',
      remedy: `write "${'x'.repeat(128)}"`,
    });
  });

  test.each(['', 'a b', ':path'])('refuses %j, which is no token', (name) => {
    expect(refusalOf(() => checkSessionName('name', name))).toBe('invalid-name name');
  });
});

describe('checkQueryParam()', () => {
  test.each(['', ' \t', '\ud800', 7, undefined])('refuses %j, and suggests nothing', (name) => {
    const { id, property, remedy } = refusedBy(() => checkQueryParam('name', name as string));
    expect([id, property, suggestedIn(remedy)]).toEqual(['query-param-name', 'name', undefined]);
  });

  test.each([
    ['user id', 'user%20id'],
    [' user ', 'user'],
    ['ünal', '%C3%BCnal'],
    ['a&b', 'a%26b'],
    ['a=b', 'a'],
    ['#a', '%23a'],
    ['a\ud800😀', 'a%F0%9F%98%80'],
  ])('refuses %j, and suggests %j', (name, suggested) => {
    expect(refusedBy(() => checkQueryParam('name', name))).toMatchObject({
      id: 'query-param-name',
      property: 'name',
      remedy: `write "${suggested}"`,
    });
  });
});

describe('checkNames()', () => {
  const asIs = (name: string) => name;
  const lower = (name: string) => name.toLowerCase();

  test.each([[[]], ['a'], [undefined]])('refuses %j, which is no list of names', (names) => {
    expect(refusalOf(() => checkNames('names', names as string[], asIs))).toBe('no-names names');
  });

  test.each([[['a']], [['a', 'A', 'b']]])('accepts %j, whose names differ', (names) => {
    expect(() => checkNames('names', names, asIs)).not.toThrow();
  });

  test('refuses a name that is there already, and names the place of the first', () => {
    const { id, property, expected } = refusedBy(() => checkNames('names', ['b', 'a', 'c', 'a'], asIs));
    expect([id, property]).toEqual(['duplicate-item', 'names[3]']);
    expect(expected).toContain('[1]');
  });

  test('refuses a name that is there in another case if the names are folded', () => {
    expect(refusalOf(() => checkNames('names', ['a', 'A'], lower))).toBe('duplicate-item names[1]');
  });

  test('says that it takes a list', () => {
    expect(refusedBy(() => checkNames('names', 'room' as never, asIs))).toMatchObject({
      expected: 'a list of at least one name',
      remedy: 'write ["room"]',
    });
  });

  test('leaves items that are no text to the check of each name', () => {
    expect(() => checkNames('names', [undefined, 7] as unknown as string[], lower)).not.toThrow();
  });
});

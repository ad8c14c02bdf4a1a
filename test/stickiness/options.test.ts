import { Stickiness } from '../../src';
import { checkOptions } from '../../src/stickiness/options';
import { refusalOf, refusedBy } from '../support/findings';

interface Options {
  readonly size?: number;
  readonly name?: string;
}

const check = (options: unknown) => checkOptions<Options>('f()', options as Options, { size: true, name: true });

test.each([undefined, null, {}, { size: 1 }, { size: 1, name: 'a' }, { other: undefined }])(
  'the options %j are accepted',
  (options) => {
    expect(() => check(options)).not.toThrow();
  },
);

test.each<[unknown, string]>([
  ['a', 'write { size: "a" }'],
  [7, 'write { size: 7 }'],
  [true, 'write { size: true }'],
  [['a'], 'write { size: ["a"] }'],
])('the options %j, which are no object, are refused: %s', (options, remedy) => {
  expect(refusedBy(() => check(options))).toMatchObject({ id: 'wrong-type', property: 'f() options', remedy });
});

test.each([{ other: 1 }, { size: 1, other: null }, { other: false }])(
  'the options %j are refused, as one of them is unknown',
  (options) => {
    const { id, property, expected } = refusedBy(() => check(options));
    expect([id, property]).toEqual(['unknown-field', 'f() other']);
    expect(expected).toContain('size, name');
  },
);

test('an option of the name of an inherited field of JavaScript is unknown', () => {
  expect(refusalOf(() => check({ toString: 'a' }))).toBe('unknown-field f() toString');
});

const CALLS: Readonly<Record<string, (options: never) => Stickiness>> = {
  'cookie()': (options) => Stickiness.cookie(options),
  'header()': (options) => Stickiness.header('X-User', options),
  'headers()': (options) => Stickiness.headers(['X-User'], options),
  'queryParams()': (options) => Stickiness.queryParams(['a'], options),
  'sourceIp()': (options) => Stickiness.sourceIp(options),
  'path()': (options) => Stickiness.path('/{a}', options),
  'sessionCookie()': (options) => Stickiness.sessionCookie(options),
  'serverSession()': (options) => Stickiness.serverSession(options),
};

test.each(Object.entries(CALLS))(
  'Stickiness.%s refuses unknown options, and options that are no object',
  (call, make) => {
    const unknown = { name: 'a', header: 'X-A', other: 1 };
    expect(refusalOf(() => make(unknown as never))).toMatch(/^unknown-field Stickiness\./);
    expect(refusalOf(() => make({ other: 1 } as never))).toBe(`unknown-field Stickiness.${call} other`);
    expect(refusalOf(() => make('other' as never))).toBe(`wrong-type Stickiness.${call} options`);
  },
);

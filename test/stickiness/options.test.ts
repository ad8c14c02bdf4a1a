import { Stickiness } from '../../src';
import { optionsOf } from '../../src/stickiness/options';
import { refusalOf, refusedBy } from '../support/findings';

interface Options {
  readonly size?: number;
  readonly name?: string;
}

const check = (options: unknown) => optionsOf<Options>('f()', options as Options, { size: true, name: true });

test.each([
  [undefined, {}],
  [null, {}],
  [{ size: 1 }, { size: 1 }],
  [
    { size: 1, name: 'a' },
    { size: 1, name: 'a' },
  ],
  [{ size: null, name: undefined, other: null }, {}],
])('the options %j are accepted, and those that are set are %j', (options, set) => {
  expect(check(options)).toEqual(set);
});

test.each<[unknown, string]>([
  ['a', 'write { size: "a" }'],
  [7, 'write { size: 7 }'],
  [true, 'write { size: true }'],
  [['a'], 'write an object'],
  [7n, 'write an object'],
])('the options %p, which are no object, are refused: %s', (options, remedy) => {
  expect(refusedBy(() => check(options))).toMatchObject({ id: 'wrong-type', property: 'f() options', remedy });
});

test.each([{ other: 1 }, { size: 1, other: 0 }, { other: false }])(
  'the options %j are refused, as one of them is unknown',
  (options) => {
    const { id, property, expected } = refusedBy(() => check(options));
    expect([id, property]).toEqual(['unknown-field', 'f() other']);
    expect(expected).toContain('size, name');
  },
);

test.each<[() => unknown, string]>([
  [() => Stickiness.cookie({ maxAge: 60 } as never), 'write ttl: Duration.seconds(…)'],
  [() => Stickiness.sessionCookie({ name: 'pod', expires: 60 } as never), 'write ttl: Duration.seconds(…)'],
  [() => Stickiness.cookie({ secure: true } as never), 'write attributes: {"secure":"true","samesite":"Lax"}'],
  [() => Stickiness.cookie({ sameSite: 'None' } as never), 'write attributes: {"secure":"true","samesite":"None"}'],
  [
    () => Stickiness.cookie({ domain: 'a.example.com' } as never),
    'write attributes: {"secure":"true","samesite":"Lax","domain":"a.example.com"}',
  ],
  [() => Stickiness.cookie({ httpOnly: true } as never), 'remove it: Envoy adds HttpOnly by itself'],
  [() => Stickiness.cookie({ httpOnly: false } as never), 'remove it, or correct its name'],
  [() => Stickiness.cookie({ secure: false } as never), 'remove it, or correct its name'],
  [() => Stickiness.sessionCookie({ name: 'pod', samesite: 'Lax' } as never), 'write "sameSite"'],
  [
    () => Stickiness.sessionCookie({ name: 'pod', attributes: {} } as never),
    'write each of them as an option: path, domain, sameSite, secure',
  ],
  [() => Stickiness.header('a', { tableSizes: 7 } as never), 'write "tableSize"'],
  [() => Stickiness.header('a', { ttl: 7 } as never), 'remove it, or correct its name'],
])('the remedy for an unknown option: %s %s', (call, remedy) => {
  expect(refusedBy(call)).toMatchObject({ id: 'unknown-field', remedy });
});

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

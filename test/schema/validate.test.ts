import { Lazy } from 'cdk8s';
import { EnvoyGatewayVersion } from '../../src/envoy-gateway-version';
import { describeProblem, type Problem } from '../../src/findings/message';
import type { Field } from '../../src/schema/field';
import { checkField } from '../../src/schema/validate';

function check(field: Field, value: unknown, target = EnvoyGatewayVersion.V1_9) {
  const problems: Problem[] = [];
  const isSound = checkField(field, value, 'p', target, (problem) => problems.push(problem));
  return { isSound, problems };
}

function problemsOf(field: Field, value: unknown, target = EnvoyGatewayVersion.V1_9): string[] {
  return check(field, value, target).problems.map(describeProblem);
}

const text: Field = { type: 'string' };
const whole: Field = { type: 'integer' };

describe('types', () => {
  test.each<[NonNullable<Field['type']>, unknown, string, string]>([
    ['string', 1, 'a string', 'write a string'],
    ['string', ['a'], 'a string', 'write a string'],
    ['integer', '1', 'a whole number', 'write a number'],
    ['integer', 1.5, 'a whole number', 'write a number'],
    ['integer', Number.NaN, 'a whole number', 'write a number'],
    ['number', '1', 'a number', 'write a number'],
    ['number', Number.POSITIVE_INFINITY, 'a number', 'write a number'],
    ['boolean', 'true', 'true or false', 'write true or false'],
    ['boolean', 0, 'true or false', 'write true or false'],
    ['array', { 0: 'a' }, 'a list', 'write a list'],
    ['array', 'a', 'a list', 'write a list'],
    ['object', [], 'an object', 'write an object'],
    ['object', 'a', 'an object', 'write an object'],
  ])('for type %s, %j is refused', (type, value, allowed, remedy) => {
    expect(check({ type }, value)).toEqual({
      isSound: false,
      problems: [{ property: 'p', value, allowed, remedy }],
    });
  });

  test.each<[Field['type'], unknown]>([
    ['string', ''],
    ['integer', -1],
    ['number', 1.5],
    ['boolean', false],
    ['array', []],
    ['object', {}],
    ['intOrString', 1],
    ['intOrString', '1Gi'],
    [undefined, { any: ['thing'] }],
  ])('for type %s, %j is taken', (type, value) => {
    expect(problemsOf({ type }, value)).toEqual([]);
  });

  test.each<[NonNullable<Field['type']>]>([['string'], ['integer'], ['boolean'], ['array'], ['object']])(
    'for type %s, an unset value is taken, and one that cdk8s resolves at synthesis',
    (type) => {
      const later = [undefined, null, Lazy.any({ produce: () => 1 }), () => 1, { resolve: () => 1 }];
      expect(later.flatMap((value) => problemsOf({ type, required: ['a'], fields: {} }, value))).toEqual([]);
    },
  );

  const later: [Field][] = [[text], [{ type: 'object' }], [{ type: 'array' }], [{ type: 'intOrString' }], [{}]];
  test.each(later)('a value for %j that cdk8s resolves at synthesis is not called sound', (field) => {
    expect(check(field, Lazy.any({ produce: () => 1 }))).toEqual({ isSound: false, problems: [] });
    expect(check(field, undefined)).toEqual({ isSound: true, problems: [] });
  });

  test('an object with a field called resolve is not resolved', () => {
    expect(problemsOf(text, { resolve: 'a' })).toEqual([
      'p: got {"resolve":"a"}; allowed: a string; remedy: write a string.',
    ]);
  });
});

describe('limits', () => {
  test.each<[string, Field, unknown, string | undefined]>([
    ['minimum', { type: 'integer', minimum: 2 }, 2, undefined],
    ['minimum', { type: 'integer', minimum: 2 }, 1, 'p: got 1; allowed: at least 2; remedy: write more.'],
    ['maximum', { type: 'number', maximum: 2 }, 2, undefined],
    ['maximum', { type: 'number', maximum: 2 }, 2.5, 'p: got 2.5; allowed: at most 2; remedy: write less.'],
    ['minLength', { type: 'string', minLength: 2 }, 'ab', undefined],
    [
      'minLength',
      { type: 'string', minLength: 2 },
      'a',
      'p: got "a"; allowed: at least 2 characters; remedy: write more.',
    ],
    ['maxLength', { type: 'string', maxLength: 2 }, 'ab', undefined],
    [
      'maxLength',
      { type: 'string', maxLength: 2 },
      'abc',
      'p: got "abc"; allowed: at most 2 characters; remedy: write less.',
    ],
    ['minItems', { type: 'array', minItems: 1 }, [1], undefined],
    ['minItems', { type: 'array', minItems: 1 }, [], 'p: got []; allowed: at least 1 items; remedy: write more.'],
    ['maxItems', { type: 'array', maxItems: 1 }, [1], undefined],
    ['maxItems', { type: 'array', maxItems: 1 }, [1, 2], 'p: got [1,2]; allowed: at most 1 items; remedy: write less.'],
  ])('%s of %j with %j', (_, field, value, message) => {
    expect(problemsOf(field, value)).toEqual(message === undefined ? [] : [message]);
  });
});

describe('values', () => {
  test.each<[Field, unknown]>([
    [{ type: 'string', enum: ['A', 'B'] }, 'B'],
    [{ type: 'integer', enum: [301, 302] }, 301],
    [{ type: 'string', pattern: '^a+$' }, 'aa'],
  ])('%j takes %j', (field, value) => {
    expect(problemsOf(field, value)).toEqual([]);
  });

  test.each<[Field, unknown, string]>([
    [{ type: 'string', enum: ['A', 'B'] }, 'C', 'p: got "C"; allowed: A, B; remedy: write one of these.'],
    [{ type: 'integer', enum: [301, 302] }, 303, 'p: got 303; allowed: 301, 302; remedy: write one of these.'],
    [{ type: 'string', pattern: '^a+$' }, ' A', 'p: got " A"; allowed: what matches ^a+$; remedy: write "a".'],
  ])('%j refuses %j', (field, value, message) => {
    expect(problemsOf(field, value)).toEqual([message]);
  });

  test('all that is wrong with a value is reported', () => {
    const field: Field = { type: 'string', enum: ['AAA'], minLength: 3, pattern: '^A+$' };
    expect(problemsOf(field, 'b')).toEqual([
      'p: got "b"; allowed: AAA; remedy: write one of these.',
      'p: got "b"; allowed: at least 3 characters; remedy: write more.',
      'p: got "b"; allowed: what matches ^A+$; remedy: write a value of the allowed form.',
    ]);
  });
});

describe('objects', () => {
  const field: Field = { type: 'object', required: ['a'], fields: { a: text, b: { type: 'array', items: whole } } };

  test.each([[{ a: 'x' }], [{ a: 'x', b: [1] }], [{ a: 'x', b: null, c: undefined, d: null }]])(
    '%j has all that is required and nothing unknown',
    (value) => {
      expect(problemsOf(field, value)).toEqual([]);
    },
  );

  test.each([[{}], [{ a: null }]])('%j lacks what is required', (value) => {
    expect(problemsOf(field, value)).toEqual([
      'p.a: got undefined; allowed: a value, as it is required; remedy: set a.',
    ]);
  });

  test('an unknown field is refused, as the API server drops it', () => {
    expect(problemsOf(field, { a: 'x', c: 0 })).toEqual([
      'p.c: got 0; allowed: a, b; remedy: remove it: it would be dropped silently.',
    ]);
    expect(problemsOf(field, { a: 'x', c: Lazy.any({ produce: () => 1 }) })).toHaveLength(1);
  });

  test('what every JavaScript object inherits is as unknown as anything else', () => {
    expect(problemsOf(field, { a: 'x', toString: 'y' })).toHaveLength(1);
  });

  test('a problem further in is named by its path', () => {
    expect(problemsOf(field, { a: 1, b: [1, 'x', 2.5] })).toEqual([
      'p.a: got 1; allowed: a string; remedy: write a string.',
      'p.b[1]: got "x"; allowed: a whole number; remedy: write a number.',
      'p.b[2]: got 2.5; allowed: a whole number; remedy: write a number.',
    ]);
  });

  test("under keys of the author's own, each value is looked at", () => {
    expect(problemsOf({ type: 'object', values: text }, { a: 'x', b: 1 })).toEqual([
      'p.b: got 1; allowed: a string; remedy: write a string.',
    ]);
  });

  test('an object of which the CRD says nothing may hold anything', () => {
    expect(problemsOf({ type: 'object' }, { a: 1, b: {} })).toEqual([]);
  });
});

describe('unique lists', () => {
  test.each<[string, Field, unknown[]]>([
    ['plain values', { type: 'array', unique: [], items: text }, ['a', 'b']],
    ['one item', { type: 'array', unique: ['k'] }, [{ k: 1 }]],
    [
      'items with other keys',
      { type: 'array', unique: ['k', 'l'] },
      [
        { k: 1, l: 1 },
        { k: 1, l: 2 },
      ],
    ],
    ['a list that may repeat', { type: 'array', items: text }, ['a', 'a']],
  ])('%s are taken', (_, field, value) => {
    expect(problemsOf(field, value)).toEqual([]);
  });

  test('plain values that are equal are refused, each but the first', () => {
    expect(problemsOf({ type: 'array', unique: [] }, ['a', 'b', 'a', 'a'])).toEqual([
      'p[2]: got "a"; allowed: no equal of p[0]; remedy: remove one of the two.',
      'p[3]: got "a"; allowed: no equal of p[0]; remedy: remove one of the two.',
    ]);
  });

  test('items with equal keys are refused, whatever else they say', () => {
    const value = [
      { k: 1, l: 1, m: 1 },
      { k: 1, l: 1, m: 2 },
    ];
    expect(problemsOf({ type: 'array', unique: ['k', 'l'] }, value)).toEqual([
      'p[1]: got {"k":1,"l":1,"m":2}; allowed: no equal of p[0]; remedy: remove one of the two.',
    ]);
  });

  test('an item that is nothing breaks no check', () => {
    expect(problemsOf({ type: 'array', unique: ['k'] }, [null, { k: 1 }])).toEqual([]);
  });
});

describe('versions', () => {
  const field: Field = { type: 'string', enum: ['A', 'B', 'C'], valuesSince: { B: '1.6', C: '1.8' } };
  const { V1_5, V1_6, V1_7, V1_8 } = EnvoyGatewayVersion;

  test('a field is taken from the version on that brought it', () => {
    expect(problemsOf({ type: 'string', since: '1.6' }, 'a', V1_6)).toEqual([]);
  });

  test('before, it is refused, and nothing else is said of it', () => {
    expect(problemsOf({ type: 'string', since: '1.6' }, 1, V1_5)).toEqual([
      'p: got 1; allowed: nothing on Envoy Gateway 1.5; remedy: leave it out, or set target to EnvoyGatewayVersion.V1_6, the first that has it, once the cluster runs it.',
    ]);
  });

  test('a field that is left out may be of any version, and one that may be left out at synthesis', () => {
    expect(problemsOf({ type: 'string', since: '1.6' }, undefined, V1_5)).toEqual([]);
    expect(problemsOf({ type: 'string', since: '1.6' }, Lazy.any({ produce: () => undefined }), V1_5)).toEqual([]);
  });

  test.each([
    ['A', V1_5],
    ['B', V1_6],
    ['C', V1_8],
  ])('%s is taken from its version on', (value, target) => {
    expect(problemsOf(field, value, target)).toEqual([]);
  });

  test('a value of a later version is refused, with those that this one has', () => {
    expect(problemsOf(field, 'C', V1_7)).toEqual([
      'p: got "C"; allowed: A, B on Envoy Gateway 1.7; remedy: leave it out, or set target to EnvoyGatewayVersion.V1_8, the first that has it, once the cluster runs it.',
    ]);
  });
});

test('checking changes nothing', () => {
  const value = Object.freeze({ a: Object.freeze(['x']) });
  const field: Field = { type: 'object', fields: { a: { type: 'array', unique: [], items: text } } };
  expect(problemsOf(field, value)).toEqual([]);
});

test('the length of a text is that of its characters, as the API server counts', () => {
  const field: Field = { type: 'string', minLength: 2, maxLength: 2 };
  expect(problemsOf(field, '😀😀')).toEqual([]);
  expect(problemsOf(field, '😀')).toHaveLength(1);
  expect(problemsOf(field, '😀😀😀')).toHaveLength(1);
});

describe('line breaks', () => {
  const payload: Field = { type: 'object', fields: { text, inline: text, other: text } };

  test.each(['a\nb', 'a\rb', 'a\0b', '\n'])('%j is no text for Envoy, but for a payload', (value) => {
    expect(problemsOf(payload, { text: value, inline: value, other: value })).toEqual([
      `p.other: got ${JSON.stringify(value)}; allowed: a text without line breaks and NUL; remedy: remove them.`,
    ]);
  });

  test('are one problem where the pattern has found them', () => {
    expect(problemsOf({ type: 'string', pattern: '^a+$' }, 'a\nb')).toHaveLength(1);
  });
});

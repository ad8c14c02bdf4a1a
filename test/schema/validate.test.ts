import { Lazy } from 'cdk8s';
import { EnvoyGatewayVersion } from '../../src/envoy-gateway-version';
import type { Field } from '../../src/schema/field';
import { SCHEMA } from '../../src/schema/generated/schema';
import { validate, validateRules } from '../../src/schema/validate';
import { brief, type Message, reportedBy } from '../support/findings';

function messagesOf(field: Field, value: unknown, target = EnvoyGatewayVersion.V1_9): Message[] {
  return reportedBy((report) => validate(field, value, 'p', target, report));
}

/** Each as `<id> <property>`. */
function findingsOf(field: Field, value: unknown, target?: EnvoyGatewayVersion): string[] {
  return messagesOf(field, value, target).map(brief);
}

function isValid(field: Field, value: unknown): boolean {
  return validate(field, value, 'p', EnvoyGatewayVersion.V1_9, () => {});
}

const later = Lazy.any({ produce: () => 1 });
const text: Field = { type: 'string' };
const whole: Field = { type: 'integer' };

describe('types', () => {
  test.each<[NonNullable<Field['type']>, unknown]>([
    ['string', 1],
    ['string', ['a']],
    ['integer', '1'],
    ['integer', 1.5],
    ['integer', Number.NaN],
    ['number', '1'],
    ['number', Number.POSITIVE_INFINITY],
    ['boolean', 'true'],
    ['boolean', 0],
    ['array', { 0: 'a' }],
    ['array', 'a'],
    ['object', []],
    ['object', 'a'],
    ['intOrString', 1],
    ['intOrString', '1Gi'],
  ])('a field of type %s refuses %j', (type, value) => {
    expect(findingsOf({ type }, value)).toEqual(['wrong-type p']);
    expect(isValid({ type }, value)).toBe(false);
  });

  test.each<[Field['type'], unknown]>([
    ['string', ''],
    ['integer', -1],
    ['number', 1.5],
    ['boolean', false],
    ['array', []],
    ['object', {}],
    ['intOrString', { value: 1 }],
    ['intOrString', { value: '1Gi' }],
    [undefined, { any: ['thing'] }],
  ])('a field of type %s accepts %j', (type, value) => {
    expect(findingsOf({ type }, value)).toEqual([]);
    expect(isValid({ type }, value)).toBe(true);
  });

  test('each type is described in other words', () => {
    const types = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const;
    const messages = types.flatMap((type) => messagesOf({ type }, Symbol.iterator));
    expect(new Set(messages.map(({ expected }) => expected)).size).toBe(types.length);
  });

  test.each<[NonNullable<Field['type']>, string[]]>([
    ['string', []],
    ['integer', []],
    ['boolean', []],
    ['intOrString', []],
    ['array', ['lazy-structure p']],
    ['object', ['lazy-structure p']],
  ])(
    'a value for a field of type %s may be unset, and one that cdk8s resolves at synthesis gets %j',
    (type, findings) => {
      const field: Field = { type, required: ['a'], fields: {} };
      expect([undefined, null].flatMap((value) => findingsOf(field, value))).toEqual([]);
      for (const value of [later, { resolve: () => 1 }]) {
        expect(findingsOf(field, value)).toEqual(findings);
      }
    },
  );

  test.each<[Field, unknown, string]>([
    [text, 7, 'write "7"'],
    [text, ['a'], 'write a string'],
    [whole, '7', 'write 7'],
    [whole, '7x', 'write a whole number'],
    [{ type: 'boolean' }, 'false', 'write false'],
    [{ type: 'boolean' }, 0, 'write true or false'],
    [{ type: 'array' }, 'a', 'write a list'],
    [{ type: 'object' }, 'a', 'write an object'],
    [{ type: 'object', fields: { b: text } }, ['b'], 'write an object, which may have b'],
  ])('the field %j refuses %j: %s', (field, value, remedy) => {
    expect(messagesOf(field, value)).toMatchObject([{ id: 'wrong-type', property: 'p', remedy }]);
  });

  test.each<[Field]>([[text], [{ type: 'object' }], [{ type: 'array' }], [{ type: 'intOrString' }], [{}]])(
    'a value for the field %j is valid if it is unset, and unknown if cdk8s resolves it at synthesis',
    (field) => {
      expect(isValid(field, undefined)).toBe(true);
      expect(isValid(field, later)).toBe(false);
    },
  );

  test('an object whose resolve is no function is not resolved at synthesis', () => {
    expect(findingsOf(text, { resolve: 'a' })).toEqual(['wrong-type p']);
  });
});

describe('ranges', () => {
  test.each<[Field, unknown]>([
    [{ type: 'integer', minimum: 2 }, 2],
    [{ type: 'number', maximum: 2 }, 2],
    [{ type: 'string', minLength: 2 }, 'ab'],
    [{ type: 'string', maxLength: 2 }, 'ab'],
    [{ type: 'array', minItems: 1 }, [1]],
    [{ type: 'array', maxItems: 1 }, [1]],
  ])('the field %j accepts %j', (field, value) => {
    expect(findingsOf(field, value)).toEqual([]);
  });

  test.each<[Field, unknown]>([
    [{ type: 'integer', minimum: 2 }, 1],
    [{ type: 'number', maximum: 2 }, 2.5],
    [{ type: 'string', minLength: 2 }, 'a'],
    [{ type: 'string', maxLength: 2 }, 'abc'],
    [{ type: 'array', minItems: 2 }, [1]],
    [{ type: 'array', maxItems: 2 }, [1, 2, 3]],
  ])('the field %j refuses %j and names its limit', (field, value) => {
    const messages = messagesOf(field, value);
    expect(messages.map(brief)).toEqual(['out-of-range p']);
    expect(messages[0]?.expected).toMatch(/\b2\b/);
  });

  test.each(['minLength', 'maxLength'])('%s counts characters as the API server does', (limit) => {
    const accepted = findingsOf({ type: 'string', [limit]: 2 }, '😀😀');
    const refused = findingsOf({ type: 'string', [limit]: 2 }, limit === 'minLength' ? '😀' : '😀😀😀');
    expect([accepted, refused]).toEqual([[], ['out-of-range p']]);
  });
});

test.each<[Field, unknown, string]>([
  [{ type: 'integer', minimum: 2 }, 1, 'write 2 or more'],
  [{ type: 'number', maximum: 2 }, 3, 'write 2 or less'],
  [{ type: 'string', minLength: 1 }, '', 'write at least 1 character, or remove it'],
  [{ type: 'string', maxLength: 2 }, 'abc', 'shorten it to 2 characters'],
  [{ type: 'array', minItems: 1 }, [], 'write at least 1 item, or remove it'],
  [{ type: 'array', maxItems: 1 }, [1, 2], 'shorten it to 1 item'],
])('the field %j refuses %j: %s', (field, value, remedy) => {
  expect(messagesOf(field, value)).toMatchObject([{ id: 'out-of-range', property: 'p', remedy }]);
});

describe('values', () => {
  test.each<[Field, unknown]>([
    [{ type: 'string', enum: ['A', 'B'] }, 'B'],
    [{ type: 'integer', enum: [301, 302] }, 301],
    [{ type: 'string', pattern: '^a+$' }, 'aa'],
  ])('the field %j accepts %j', (field, value) => {
    expect(findingsOf(field, value)).toEqual([]);
  });

  test.each<[Field, unknown, string]>([
    [{ type: 'string', enum: ['A', 'B'] }, 'C', 'A, B'],
    [{ type: 'integer', enum: [301, 302] }, 303, '301, 302'],
  ])('the field %j refuses %j and lists the allowed values', (field, value, expected) => {
    expect(messagesOf(field, value)).toMatchObject([{ id: 'unknown-value', property: 'p', expected }]);
  });

  test('a value that differs in one letter from an allowed one is corrected', () => {
    const field: Field = { type: 'string', enum: ['GET', 'POST'] };
    expect(messagesOf(field, 'post')).toMatchObject([{ id: 'unknown-value', property: 'p', remedy: 'write "POST"' }]);
    expect(messagesOf(field, 'POSTS')).toMatchObject([{ id: 'unknown-value', property: 'p', remedy: 'write "POST"' }]);
  });

  test('a value that a pattern refuses is corrected', () => {
    expect(messagesOf({ type: 'string', pattern: '^a+$' }, ' A')).toMatchObject([
      { id: 'wrong-form', property: 'p', remedy: 'write "a"' },
    ]);
  });

  test('a value with a variable of another tool, which a pattern refuses, is to be computed', () => {
    expect(messagesOf({ type: 'string', pattern: '^a+$' }, 'a$A')).toMatchObject([
      { id: 'wrong-form', property: 'p', remedy: expect.stringContaining('process.env') },
    ]);
  });

  test('everything that is wrong with a value is reported', () => {
    const field: Field = { type: 'string', enum: ['AAA'], minLength: 3, pattern: '^A+$' };
    expect(findingsOf(field, 'b')).toEqual(['unknown-value p', 'out-of-range p', 'wrong-form p']);
  });
});

describe('objects', () => {
  const field: Field = { type: 'object', required: ['a'], fields: { a: text, b: { type: 'array', items: whole } } };

  test.each([[{ a: 'x' }], [{ a: 'x', b: [1] }], [{ a: 'x', b: null, c: undefined, d: null }]])(
    'the object %j is accepted, as it has every required field and no unknown one',
    (value) => {
      expect(findingsOf(field, value)).toEqual([]);
    },
  );

  test.each([[{}], [{ a: null }]])('the object %j is refused, as it lacks a required field', (value) => {
    expect(messagesOf(field, value)).toMatchObject([{ id: 'missing-field', property: 'p.a', remedy: 'set a' }]);
  });

  test('an unknown field is refused, and the known ones are listed', () => {
    const messages = messagesOf(field, { a: 'x', c: 0 });
    expect(messages.map(brief)).toEqual(['unknown-field p.c']);
    expect(messages[0]?.expected).toContain('a, b');
  });

  test('an unknown field that differs in one letter from a known one is corrected', () => {
    const bees: Field = { type: 'object', fields: { bees: text } };
    expect(messagesOf(bees, { bee: 'x' })).toMatchObject([
      { id: 'unknown-field', property: 'p.bee', remedy: 'write "bees"' },
    ]);
  });

  test('an unknown field that another field has is moved there', () => {
    const probe: Field = { type: 'object', fields: { http: { type: 'object', fields: { path: text } } } };
    expect(messagesOf(probe, { path: 'x' })).toMatchObject([
      { id: 'unknown-field', property: 'p.path', remedy: 'write it as http.path' },
    ]);
  });

  test('an unknown field is refused even if cdk8s resolves its value at synthesis', () => {
    expect(findingsOf(field, { a: 'x', c: later })).toEqual(['unknown-field p.c']);
  });

  test('a field that every JavaScript object inherits is unknown', () => {
    expect(findingsOf(field, { a: 'x', toString: 'y' })).toEqual(['unknown-field p.toString']);
  });

  test('a finding inside an object has the whole path', () => {
    expect(findingsOf(field, { a: 1, b: [1, 'x', 2.5] })).toEqual([
      'wrong-type p.a',
      'wrong-type p.b[1]',
      'wrong-type p.b[2]',
    ]);
  });

  test('each value of a map is checked', () => {
    expect(findingsOf({ type: 'object', values: text }, { a: 'x', b: 1 })).toEqual(['wrong-type p.b']);
  });

  test('an object without known fields may have any', () => {
    expect(findingsOf({ type: 'object' }, { a: 1, b: {} })).toEqual([]);
  });

  test('an object is invalid if a field is unknown or missing, or known only at synthesis', () => {
    const values = [{ a: 'x', c: 0 }, {}, { a: later }];
    expect(values.map((value) => isValid(field, value))).toEqual([false, false, false]);
  });
});

describe('empty items', () => {
  const texts: Field = { type: 'array', items: text };

  test.each([[undefined], [null]])('the item %p of a list is refused, and makes it invalid', (item) => {
    expect(findingsOf(texts, ['a', item, 'b', item])).toEqual(['empty-item p[1]', 'empty-item p[3]']);
    expect(isValid(texts, ['a', item])).toBe(false);
  });

  test('an item that cdk8s resolves at synthesis is no empty item, but one that has to be an object is refused', () => {
    expect(findingsOf(texts, ['a', later])).toEqual([]);
    expect(findingsOf({ type: 'array', items: { type: 'object' } }, [{}, later])).toEqual(['lazy-structure p[1]']);
  });

  test('an item that is empty text, 0 or false is no empty item', () => {
    expect(findingsOf({ type: 'array', items: {} }, ['', 0, false])).toEqual([]);
  });
});

describe('unique lists', () => {
  test.each<[string, Field, unknown[]]>([
    ['different plain values', { type: 'array', unique: [], items: text }, ['a', 'b']],
    ['one item', { type: 'array', unique: ['k'] }, [{ k: 1 }]],
    [
      'items with different keys',
      { type: 'array', unique: ['k', 'l'] },
      [
        { k: 1, l: 1 },
        { k: 1, l: 2 },
      ],
    ],
    ['an unset item', { type: 'array', unique: ['k'] }, [null, { k: 1 }]],
    ['items that cdk8s resolves at synthesis', { type: 'array', unique: [] }, [later, later]],
  ])('a list whose items must differ accepts %s', (_, field, value) => {
    expect(findingsOf(field, value)).toEqual([]);
  });

  test('a list whose items may be equal accepts equal ones', () => {
    expect(findingsOf({ type: 'array', items: text }, ['a', 'a'])).toEqual([]);
  });

  test('each plain value that equals an earlier one is refused with the place of that one', () => {
    const messages = messagesOf({ type: 'array', unique: [] }, ['b', 'a', 'a', 'a']);
    expect(messages.map(brief)).toEqual(['duplicate-item p[2]', 'duplicate-item p[3]']);
    expect(messages.map(({ expected }) => expected.includes('p[1]'))).toEqual([true, true]);
  });

  test('an item whose keys equal those of another is refused, whatever else it has', () => {
    const value = [
      { k: 1, l: 1, m: 1 },
      { k: 1, l: 1, m: 2 },
    ];
    const field: Field = { type: 'array', unique: ['k', 'l'] };
    expect(findingsOf(field, value)).toEqual(['duplicate-item p[1]']);
    expect(isValid(field, value)).toBe(false);
  });
});

describe('versions', () => {
  const { V1_5, V1_6, V1_7, V1_8 } = EnvoyGatewayVersion;
  const newField: Field = { type: 'string', since: '1.6' };
  const newValues: Field = { type: 'string', enum: ['A', 'B', 'C'], valuesSince: { B: '1.6', C: '1.8' } };

  test('a field is accepted by the Envoy Gateway that introduced it', () => {
    expect(findingsOf(newField, 'a', V1_6)).toEqual([]);
  });

  test('an older Envoy Gateway refuses a field, and its value is not checked', () => {
    const messages = messagesOf(newField, 1, V1_5);
    expect(messages.map(brief)).toEqual(['newer-envoy-gateway p']);
    expect(messages[0]?.expected).toMatch(/\b1\.5$/);
    expect(messages[0]?.remedy).toMatch(/\bEnvoyGatewayVersion\.V1_6\b/);
  });

  test.each([
    ['unset', undefined],
    ['known only at synthesis', later],
  ])('an older Envoy Gateway accepts a field that is %s', (_, value) => {
    expect(findingsOf(newField, value, V1_5)).toEqual([]);
  });

  test.each([
    ['A', V1_5],
    ['B', V1_6],
    ['C', V1_8],
  ])('the value %s is accepted by the Envoy Gateway that introduced it', (value, target) => {
    expect(findingsOf(newValues, value, target)).toEqual([]);
  });

  test('an older Envoy Gateway refuses a value and lists those that it has', () => {
    const messages = messagesOf(newValues, 'C', V1_7);
    expect(messages.map(brief)).toEqual(['newer-envoy-gateway p']);
    expect(messages[0]?.expected).toMatch(/^A, B [^,]*\b1\.7$/);
    expect(messages[0]?.remedy).toMatch(/\bEnvoyGatewayVersion\.V1_8\b/);
  });
});

describe('rules of the CRD', () => {
  const loadBalancer = SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer as Field;

  function brokenRulesOf(field: Field, value: unknown): string[] {
    return reportedBy((report) => validateRules(field, value, 'p', EnvoyGatewayVersion.V1_9, report)).map(brief);
  }

  test('validate() reports a broken rule of a field whose structure is valid', () => {
    expect(findingsOf(loadBalancer, { type: 'RoundRobin' })).toEqual([]);
    expect(findingsOf(loadBalancer, { type: 'ConsistentHash' })).toEqual(['crd-rule p']);
    expect(isValid(loadBalancer, { type: 'ConsistentHash' })).toBe(false);
  });

  test('validate() leaves the rules of a field alone until its structure is valid', () => {
    expect(findingsOf(loadBalancer, { type: 'ConsistentHash', other: 1 })).toEqual(['unknown-field p.other']);
  });

  test('validateRules() reports the broken rules of one field, and nothing inside it', () => {
    expect(brokenRulesOf(loadBalancer, { type: 'RoundRobin' })).toEqual([]);
    expect(brokenRulesOf(loadBalancer, { type: 'ConsistentHash', other: 1 })).toEqual(['crd-rule p']);
    expect(
      brokenRulesOf({ type: 'object', fields: { loadBalancer } }, { loadBalancer: { type: 'ConsistentHash' } }),
    ).toEqual([]);
  });
});

describe('line breaks', () => {
  const payload: Field = { type: 'object', fields: { text, inline: text, other: text } };
  const field: Field = { type: 'object', fields: { text: payload } };

  test.each(['a\nb', 'a\rb', 'a\0b', '\n'])('the text %j is refused everywhere but in a payload', (value) => {
    const texts = { text: value, inline: value, other: value };
    expect(findingsOf(field, { text: texts })).toEqual(['line-break p.text.other']);
  });

  test('a line break is reported once if a pattern refuses it, too', () => {
    expect(findingsOf({ type: 'string', pattern: '^a+$' }, 'a\nb')).toEqual(['wrong-form p']);
  });
});

test('validate() does not change the value', () => {
  const value = Object.freeze({ a: Object.freeze(['x']) });
  const field: Field = { type: 'object', fields: { a: { type: 'array', unique: [], items: text } } };
  expect(findingsOf(field, value)).toEqual([]);
});

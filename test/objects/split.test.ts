import * as fc from 'fast-check';
import { splitRoute, splitRules } from '../../src/objects/split';

interface Rule {
  readonly name: string;
  readonly matches?: readonly unknown[];
}

const rule = (name: string, matches?: number): Rule =>
  matches === undefined ? { name } : { name, matches: Array(matches).fill({}) };
const rules = (count: number, matches?: number) => Array.from({ length: count }, (_, i) => rule(`rule-${i}`, matches));
const hosts = (count: number) => Array.from({ length: count }, (_, i) => `h${i}.example.com`);
const sizes = (parts: readonly (readonly unknown[])[]) => parts.map((part) => part.length);
const suffixes = (hostnames: number, ruleCount: number) =>
  splitRoute(hosts(hostnames), rules(ruleCount)).map(({ suffix }) => suffix);

describe('rules are split where one route is full', () => {
  test.each([
    [0, []],
    [1, [1]],
    [16, [16]],
    [17, [16, 1]],
    [33, [16, 16, 1]],
  ])('%i rules with one match each', (count, expected) => {
    expect(sizes(splitRules(rules(count, 1)))).toEqual(expected);
  });

  test.each([
    ['127 matches fit', [64, 63], [2]],
    ['128 do not', [64, 64], [1, 1]],
    ['a rule is never torn apart', [60, 60, 60], [2, 1]],
    ['a rule without matches counts as one', [63, 63, undefined], [3]],
    ['and fills the route up', [63, 64, undefined], [2, 1]],
    ['an empty list of matches counts as one, too', [63, 64, 0], [2, 1]],
    ['matches are counted anew in each route', [64, 64, 63], [1, 2]],
  ])('%s', (_, matches, expected) => {
    expect(sizes(splitRules(matches.map((count, i) => rule(`rule-${i}`, count))))).toEqual(expected);
  });
});

describe('hostnames are split where one route is full', () => {
  test.each([
    [1, [1]],
    [16, [16]],
    [17, [16, 1]],
    [40, [16, 16, 8]],
  ])('%i hostnames', (count, expected) => {
    expect(splitRoute(hosts(count), rules(1)).map(({ hostnames }) => hostnames?.length)).toEqual(expected);
  });

  test.each([[undefined], [[]]])('without hostnames there is one route without any: %j', (hostnames) => {
    expect(splitRoute(hostnames, rules(1))).toEqual([{ suffix: '', hostnames: undefined, rules: rules(1) }]);
  });
});

describe('names tell the hostnames and the rules apart', () => {
  test.each([
    [1, 1, ['']],
    [40, 1, ['', '-1', '-2']],
    [1, 40, ['', '-r1', '-r2']],
    [17, 17, ['', '-r1', '-1', '-1-r1']],
  ])('%i hostnames and %i rules', (hostnames, count, expected) => {
    expect(suffixes(hostnames, count)).toEqual(expected);
  });
});

describe('for any hostnames and rules', () => {
  const props = fc.record({
    hostnames: fc.nat(70).map(hosts),
    rules: fc.array(fc.option(fc.integer({ min: 0, max: 64 }), { nil: undefined }), { minLength: 1, maxLength: 70 }),
  });
  const named = (matches: readonly (number | undefined)[]) => matches.map((count, i) => rule(`rule-${i}`, count));

  test('no route is beyond the limits of the API', () => {
    fc.assert(
      fc.property(props, ({ hostnames, rules }) => {
        for (const part of splitRoute(hostnames, named(rules))) {
          expect(part.hostnames?.length ?? 0).toBeLessThanOrEqual(16);
          expect(part.rules.length).toBeLessThanOrEqual(16);
          expect(part.rules.reduce((sum, { matches }) => sum + (matches?.length || 1), 0)).toBeLessThanOrEqual(127);
        }
      }),
    );
  });

  test('each hostname has all rules in their order, once', () => {
    fc.assert(
      fc.property(props, ({ hostnames, rules }) => {
        const parts = splitRoute(hostnames, named(rules));
        for (const hostname of hostnames.length ? hostnames : [undefined]) {
          const serving = parts.filter((part) => (hostname ? part.hostnames?.includes(hostname) : !part.hostnames));
          expect(serving.flatMap((part) => part.rules.map(({ name }) => name))).toEqual(
            rules.map((_, i) => `rule-${i}`),
          );
        }
      }),
    );
  });

  test('appending a hostname or a rule renames nothing and moves nothing', () => {
    fc.assert(
      fc.property(props, fc.boolean(), ({ hostnames, rules }, appendHostname) => {
        const before = splitRoute(hostnames, named(rules));
        const after = splitRoute(
          appendHostname ? [...hostnames, 'last.example.com'] : hostnames,
          named(appendHostname ? rules : [...rules, 1]),
        );
        for (const part of before) {
          const same = after.find(({ suffix }) => suffix === part.suffix);
          expect(same?.hostnames?.slice(0, part.hostnames?.length ?? 0) ?? []).toEqual(part.hostnames ?? []);
          expect(same?.rules.slice(0, part.rules.length)).toEqual(part.rules);
        }
        expect(new Set(after.map(({ suffix }) => suffix)).size).toBe(after.length);
      }),
    );
  });
});

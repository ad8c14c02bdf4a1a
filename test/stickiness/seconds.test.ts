import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { SCHEMA } from '../../src/schema/generated/schema';
import { secondsOf, secondsText } from '../../src/stickiness/seconds';
import { errorOf } from '../support/render';

const MOST = 99_999 * 3600 + 3599;
const PATTERN = new RegExp(
  SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer?.fields?.consistentHash?.fields?.cookie?.fields?.ttl
    ?.pattern as string,
);

test.each([
  [Duration.seconds(0), '0s'],
  [Duration.seconds(85_400), '85400s'],
  [Duration.millis(2000), '2s'],
  [Duration.days(1), '86400s'],
  [Duration.seconds(99_999), '99999s'],
  [Duration.seconds(100_000), '27h46m40s'],
  [Duration.days(30), '720h'],
  [Duration.seconds(108_060), '30h1m'],
  [Duration.seconds(108_001), '30h1s'],
  [Duration.hours(99_999), '99999h'],
  [Duration.seconds(359_999_999), '99999h59m59s'],
])('a duration of whole seconds is written in numbers of at most five digits', (duration, text) => {
  expect(secondsText('ttl', duration, 0)).toBe(text);
});

test('any duration of whole seconds has the form of the CRD and means as many seconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MOST }), (seconds) => {
      const text = secondsText('ttl', Duration.seconds(seconds), 0);
      expect(text).toMatch(PATTERN);
      expect(secondsOf(text)).toBe(seconds);
    }),
  );
});

test.each([
  ['85400s', 85_400],
  ['27h46m40s', 100_000],
  ['30h1s', 108_001],
  ['0s', 0],
])('%s is %i seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each([
  ['a fraction', Duration.millis(1500), 0, '1.5s', 2],
  ['a fraction that is an error of rounding', Duration.minutes(8.3), 0, '498.00000000000006s', 498],
  ['a fraction below the least', Duration.millis(100), 1, '0.1s', 1],
  ['less than the least', Duration.seconds(0), 1, '0s', 1],
  ['more than the most', Duration.seconds(MOST + 1), 0, `${MOST + 1}s`, MOST],
  ['an infinite one', Duration.seconds(Number.POSITIVE_INFINITY), 0, 'Infinitys', MOST],
  ['none at all', Duration.seconds(Number.NaN), 0, 'NaNs', 0],
])('%s is refused with the nearest that is taken', (_, duration, least, value, nearest) => {
  expect(errorOf(() => secondsText('ttl', duration, least))).toBe(
    `ttl: got "${value}"; allowed: ${least}s to 99999h59m59s in whole seconds, all that Max-Age of a cookie can say; remedy: write Duration.seconds(${nearest}).`,
  );
});

test('the least is taken', () => {
  expect(secondsText('ttl', Duration.seconds(1), 1)).toBe('1s');
});

test.each([['1h'], [3600], [null]])('%j is no Duration', (value) => {
  expect(errorOf(() => secondsText('ttl', value as never, 0))).toBe(
    `ttl: got ${JSON.stringify(value)}; allowed: a Duration of cdk8s; remedy: write Duration.seconds(…).`,
  );
});

import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { SCHEMA } from '../../src/schema/generated/schema';
import { secondsOf, secondsText } from '../../src/stickiness/seconds';
import { refusalOf, refusedBy } from '../support/findings';

const MOST = 99_999 * 3600 + 3599;
const PATTERN = new RegExp(
  SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer?.fields?.consistentHash?.fields?.cookie?.fields?.ttl
    ?.pattern as string,
);

test.each([
  ['0 seconds', '0s', Duration.seconds(0)],
  ['85400 seconds', '85400s', Duration.seconds(85_400)],
  ['2000 milliseconds', '2s', Duration.millis(2000)],
  ['1 day', '86400s', Duration.days(1)],
  ['99999 seconds', '99999s', Duration.seconds(99_999)],
  ['100000 seconds', '27h46m40s', Duration.seconds(100_000)],
  ['30 days', '720h', Duration.days(30)],
  ['108060 seconds', '30h1m', Duration.seconds(108_060)],
  ['108001 seconds', '30h1s', Duration.seconds(108_001)],
  ['99999 hours', '99999h', Duration.hours(99_999)],
  ['359999999 seconds', '99999h59m59s', Duration.seconds(359_999_999)],
])('secondsText() writes %s as %s', (_, text, duration) => {
  expect(secondsText('ttl', duration, 0)).toBe(text);
});

test('secondsText() writes any whole seconds in the form of the CRD, and secondsOf() reads them back', () => {
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
])('secondsOf() reads %s as %i seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each([
  ['1.5s', Duration.millis(1500), 0, 2],
  ['498.00000000000006s', Duration.minutes(8.3), 0, 498],
  ['0.1s', Duration.millis(100), 1, 1],
  ['0s', Duration.seconds(0), 1, 1],
  [`${MOST + 1}s`, Duration.seconds(MOST + 1), 0, MOST],
  ['Infinitys', Duration.seconds(Number.POSITIVE_INFINITY), 0, MOST],
  ['NaNs', Duration.seconds(Number.NaN), 0, 0],
])('secondsText() refuses %s, and suggests the nearest duration that it accepts', (value, duration, least, nearest) => {
  expect(refusedBy(() => secondsText('ttl', duration, least))).toMatchObject({
    id: 'lifetime',
    property: 'ttl',
    value: `"${value}"`,
    expected: expect.stringMatching(new RegExp(`\\b${least}s to 99999h59m59s$`)),
    remedy: `write Duration.seconds(${nearest})`,
  });
});

test('secondsText() accepts the least duration', () => {
  expect(secondsText('ttl', Duration.seconds(1), 1)).toBe('1s');
});

test.each([['1h'], [3600], [null], [undefined]])('secondsText() refuses %j, which is no Duration', (value) => {
  expect(refusalOf(() => secondsText('ttl', value as never, 0))).toBe('wrong-type ttl');
});

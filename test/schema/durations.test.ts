import { Duration } from 'cdk8s';
import { durationRemedy } from '../../src/schema/durations';

test.each<[unknown, string]>([
  ['5 s', 'write "5s"'],
  ['5sec', 'write "5s"'],
  ['1.5s', 'write "1s500ms"'],
  ['1d', 'write "24h"'],
  ['1h 30m', 'write "1h30m"'],
  [' 5 Minutes ', 'write "5m"'],
  ['100000s', 'write "27h46m40s"'],
  ['99999h59m59s999ms', 'write "99999h59m59s999ms"'],
  ['0 ms', 'write "0s"'],
  ['0', 'write "0s" if these are seconds'],
  ['30', 'write "30s" if these are seconds'],
  [5, 'write "5s" if these are seconds'],
  [Duration.millis(1500), 'write "1s500ms"'],
])('%p is a time: %s', (value, remedy) => {
  expect(durationRemedy(value)).toBe(remedy);
});

test.each([
  '',
  '-5s',
  'PT5S',
  '1us',
  '0.5ms',
  '1..5s',
  'infinity',
  '100000h',
  's',
  '5s,',
  1.5,
  -5,
  true,
  {},
  undefined,
])('%p is none', (value) => {
  expect(durationRemedy(value)).toBeUndefined();
});

import { envoygateway } from '../../src';
import { RULES } from '../../src/schema/generated/rules';
import {
  amount,
  atLeast,
  atMost,
  boolean,
  instance,
  name,
  nested,
  number,
  object,
  ofRule,
  string,
} from '../../src/schema/remedies';

test.each<[number, 'item' | 'character' | undefined, string, string, string]>([
  [1, undefined, '1', 'write 1 or more', 'write 1 or less'],
  [2, undefined, '2', 'write 2 or more', 'write 2 or less'],
  [1, 'item', '1 item', 'write at least 1 item, or remove it', 'shorten it to 1 item'],
  [2, 'item', '2 items', 'write at least 2 items, or remove it', 'shorten it to 2 items'],
  [1, 'character', '1 character', 'write at least 1 character, or remove it', 'shorten it to 1 character'],
])('%i as the limit of a number or of each %s is %j', (count, unit, inWords, least, most) => {
  expect([amount(count, unit), atLeast(count, unit), atMost(count, unit)]).toEqual([inWords, least, most]);
});

test.each<[unknown, string]>([
  ['true', 'write true'],
  ['false', 'write false'],
  ['yes', 'write true or false'],
  [1, 'write true or false'],
])('instead of %j for a flag: %s', (value, remedy) => {
  expect(boolean(value)).toBe(remedy);
});

test.each<[unknown, string]>([
  [80, 'write "80"'],
  [true, 'write "true"'],
  [[], 'write a string'],
  [{}, 'write a string'],
])('instead of %j for a text: %s', (value, remedy) => {
  expect(string(value)).toBe(remedy);
});

test.each<[string, unknown, string]>([
  ['weight', 0.9, 'write 90, and the other weights as percentages, too'],
  ['weight', 0.005, 'write 1, and the other weights as percentages, too'],
  ['weight', 0, 'write a whole number'],
  ['weight', 1.5, 'write a whole number'],
  ['weight', -0.5, 'write a whole number'],
  ['weight', '90', 'write 90'],
  ['port', 0.9, 'write a whole number'],
  ['port', '80', 'write 80'],
  ['port', '80a', 'write a whole number'],
  ['port', '-80', 'write a whole number'],
  ['port', '', 'write a whole number'],
  ['port', ['80'], 'write a whole number'],
])('instead of the %s %j: %s', (field, value, remedy) => {
  expect(number(['p', field], value)).toBe(remedy);
});

const KNOWN = ['sourceCidr', 'headers', 'methods', 301];

test.each<[unknown, unknown]>([
  ['sourceCIDR', 'sourceCidr'],
  ['HEADERS', 'headers'],
  ['header', 'headers'],
  ['headerss', 'headers'],
  ['headars', 'headers'],
  ['eaders', 'headers'],
  [302, 301],
  ['source_cidr', 'sourceCidr'],
  ['Source-CIDR', 'sourceCidr'],
])('%j is taken for %j', (written, meant) => {
  expect(name(written, KNOWN)).toBe(`write ${JSON.stringify(meant)}`);
});

test.each([['heads'], ['head'], ['haeders'], ['headerses'], ['hoadors'], [''], [412]])(
  '%j, which differs in more than one letter, is taken for no other name',
  (written) => {
    expect(name(written, KNOWN)).toBeUndefined();
  },
);

test('of two names that are alike the first is taken', () => {
  expect(name('ab', ['abc', 'abd'])).toBe('write "abc"');
});

test('a quantity is written with the static factory of its class', () => {
  expect(instance(['trafficPolicy', 'requestBuffer', 'limit'], '1Mi')).toBe(
    'write envoygateway.BackendTrafficPolicySpecRequestBufferLimit.fromString("1Mi")',
  );
  expect(instance(['trafficPolicy', 'compression', 0, 'minContentLength'], 10)).toBe(
    'write envoygateway.BackendTrafficPolicySpecCompressionMinContentLength.fromNumber(10)',
  );
  expect(envoygateway.BackendTrafficPolicySpecRequestBufferLimit.fromString('1Mi')).toBeDefined();
  expect(envoygateway.BackendTrafficPolicySpecCompressionMinContentLength.fromNumber(10)).toBeDefined();
});

const RULE_MESSAGES = RULES.map(({ message }) => message);

test.each([
  'Must have port',
  'value must be an absolute path',
  'must only contain valid',
  'RequestRedirect filter must not',
])('a rule that begins with "%s" has a remedy of its own', (start) => {
  const messages = RULE_MESSAGES.filter((message) => message.startsWith(start));
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.map(ofRule)).not.toContain(undefined);
});

test('most rules say themselves what to write', () => {
  expect(RULE_MESSAGES.filter((message) => ofRule(message) === undefined).length).toBeGreaterThan(100);
});

test.each<[string, string | undefined]>([
  ['path', 'write it as http.path'],
  ['PATH', 'write it as http.path'],
  ['port', undefined],
  ['other', undefined],
])('instead of %s, one level too high: %s', (written, remedy) => {
  const field = { fields: { port: {} } };
  expect(nested(written, { http: { fields: { path: {}, port: {} } }, tcp: field, type: {} })).toBe(remedy);
});

test('instead of another value than an object, one with the known fields', () => {
  expect(object({ fields: { a: {}, b: {} } })).toBe('write an object, which may have a, b');
  expect(object({})).toBe('write an object');
});

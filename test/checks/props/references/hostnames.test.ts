import { Lazy } from 'cdk8s';
import { errorsOf, messagesOf } from '../../../support/findings';

const refused = (hostname: string) => messagesOf({ hostnames: ['a.example.com', hostname] });

test.each([
  ['Shop.example.com', 'shop.example.com'],
  [' shop.example.com', 'shop.example.com'],
  ['example.com:8080', 'example.com'],
])('the hostname %j is an error with the correction %s', (hostname, corrected) => {
  expect(refused(hostname)).toMatchObject([
    { id: 'wrong-form', property: 'hostnames[1]', remedy: expect.stringContaining(JSON.stringify(corrected)) },
  ]);
});

test.each(['*', 'a.*.example.com', 'my_shop.example.com'])(
  'the hostname %j is an error without a correction',
  (hostname) => {
    expect(refused(hostname)).toMatchObject([
      { id: 'wrong-form', property: 'hostnames[1]', remedy: expect.not.stringContaining('"') },
    ]);
  },
);

test('an empty hostname is one error', () => {
  expect(errorsOf({ hostnames: [''] })).toEqual(['out-of-range hostnames[0]']);
});

test('two equal hostnames with a variable have a remedy for each place', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Flux
  const remedies = messagesOf({ hostnames: ['${A}.com', '${A}.com'] }).map(({ remedy }) => remedy);
  expect(remedies[0]).toContain("'/spec/hostnames/0'");
  expect(remedies[1]).toContain("'/spec/hostnames/1'");
});

test('a hostname may have 253 characters, not 254', () => {
  const hostname = (length: number) => `${'a'.repeat(length - 4)}.com`;
  expect(errorsOf({ hostnames: [hostname(253)] })).toEqual([]);
  expect(errorsOf({ hostnames: [hostname(254)] })).toEqual(['out-of-range hostnames[0]']);
});

test('a repeated hostname is an error, as two routes could serve it', () => {
  const [message, ...others] = messagesOf({ hostnames: ['a.example.com', 'b.example.com', 'a.example.com'] });
  expect(message).toMatchObject({ id: 'duplicate-item', property: 'hostnames[2]' });
  expect(message?.expected).toContain('hostnames[0]');
  expect(others).toEqual([]);
});

test('hostnames that cdk8s resolves at synthesis are not taken for equal', () => {
  const later = (hostname: string) => Lazy.any({ produce: () => hostname }) as string;
  expect(errorsOf({ hostnames: [later('a.example.com'), later('b.example.com')] })).toEqual([]);
});

test('wildcards, names of one label and names of digits are accepted', () => {
  expect(errorsOf({ hostnames: ['*.example.com', 'localhost', '10.0.0', '7'] })).toEqual([]);
});

test.each(['10.0.0.1', '0.0.0.0'])('the address %s is an error of form', (address) => {
  expect(refused(address)).toMatchObject([{ id: 'wrong-form', property: 'hostnames[1]', value: `"${address}"` }]);
});

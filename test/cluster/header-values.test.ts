import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { binaries } from '../../cluster/install/paths';
import { isFormat } from '../../src/schema/limits/header-values';
import { takenHeaderValues } from './taken-header-values';
import { target } from './target';

/** Commands that accept only certain arguments. */
const CHOOSY = words(`
  COMMON_DURATION FILTER_STATE GRPC_STATUS METADATA PATH QUERY_PARAMS REQUESTED_SERVER_NAME UPSTREAM_FILTER_STATE
  XFCC_VALUE`);

const ARGUMENTS = [
  ...['', ' '],
  ...words('a x-user :path a?b ? ?b a?b?c ( ) [ "a" % / 9 a:b %Y %n %-5En %3f %%n FIELD FIELD:b PLAIN TYPED'),
  ...words('WQ NQ ORIG PATH ORIG_OR_PATH HOST ORIG_OR_HOST SNI_ONLY SNI_FIRST HOST_FIRST DECODED'),
  ...words('CAMEL_STRING SNAKE_STRING NUMBER ms us ns s hash cert chain subject uri dns DNS by'),
  ...words('ROUTE DYNAMIC CLUSTER VIRTUAL_HOST UPSTREAM_HOST LISTENER LISTENER_FILTER_CHAIN'),
];

const PAIRS = ARGUMENTS.flatMap((first) => ARGUMENTS.map((second) => `${first}:${second}`));

/** Leaves out commands that cannot be checked, and text that Envoy reads although the command before it has ended. */
const isChecked = (value: string) => !/%(CEL|COALESCE)\(|%PER_REQUEST_STATE\([^)]*\)[^%]/.test(value);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Every word in Envoy's binary that could be the name of a command. */
const NAMES = [
  ...new Set(readFileSync(binaries.envoy, 'latin1').match(/(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{2,50}(?![A-Za-z0-9_])/g)),
].sort();

/** Values of several commands and other text, most of them wrong. */
function mixtures(commands: string[]): string[] {
  const argument = fc.array(fc.constantFrom(...ARGUMENTS), { maxLength: 3 }).map((each) => `(${each.join('')})`);
  const length = fc.constantFrom('', '', '', ':5', ':0', ':', ':x');
  const command = fc.tuple(fc.constantFrom(...commands), fc.oneof(fc.constant(''), argument), length);
  const part = fc.oneof(
    { weight: 3, arbitrary: command.map((parts) => `%${parts.join('')}%`) },
    fc.constantFrom('%', '%%', 'a', '(', ')', ' '),
  );
  const value = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  return fc.sample(value, { numRuns: 5_000, seed: 1 });
}

/** The values that the construct accepts and Envoy refuses, or the other way round. */
async function misjudged(values: string[]): Promise<string[]> {
  const judged = [...new Set(values.filter(isChecked))];
  const taken = await takenHeaderValues(judged);
  return judged.filter((value) => isFormat(value, target) !== taken.has(value));
}

test('the construct accepts exactly those commands in header values that Envoy has', async () => {
  expect(NAMES.length).toBeGreaterThan(10_000);
  expect(await misjudged(NAMES.flatMap((name) => [`%${name}%`, `%${name}(x)%`]))).toEqual([]);
});

test('the construct accepts exactly those arguments and lengths of commands in header values that Envoy accepts', async () => {
  const isKnown = (value: string) => isFormat(value, target);
  const bare = NAMES.filter((name) => isKnown(`%${name}%`));
  const withArgument = [...NAMES.filter((name) => isKnown(`%${name}(x)%`)), ...CHOOSY];
  expect(await misjudged(withArgument.flatMap((name) => ARGUMENTS.map((each) => `%${name}(${each})%`)))).toEqual([]);
  expect(await misjudged(CHOOSY.flatMap((name) => PAIRS.map((each) => `%${name}(${each})%`)))).toEqual([]);
  expect(await misjudged(mixtures([...bare, ...withArgument]))).toEqual([]);
});

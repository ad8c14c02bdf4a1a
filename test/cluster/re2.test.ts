import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { goEnvironment } from '../../cluster/install/build';
import { cacheFolder } from '../../cluster/install/paths';
import { isRe2 } from '../../src/schema/limits/re2';

const EXPRESSIONS = 60_000;

/** Pieces of expressions: every construct of RE2, and those of other engines that it lacks. */
const piece = fc.oneof(
  fc.constantFrom('a', 'b', '/', '.', '*', '+', '?', '|', '^', '$', '-', 'ä', '{', '}', '(', ')', '[', ']'),
  fc.constantFrom('{2}', '{1,3}', '{1,1000}', '{1,1001}', '{,3}', '{2,1}', '{2}?', '*?', '+?', '??', '**'),
  fc.constantFrom('(?:', '(?i:', '(?i)', '(?s:.)', '(?i-s:', '(?-i)', '(?P<n>', '(?<m>', '(?=', '(?!', '(?<='),
  fc.constantFrom('[a-z]', '[^/]', '[z-a]', '[[:alpha:]]', '[[:foo:]]', '[\\d-z]', '[a-\\d]', '[]a]', '[a-]', '[-a]'),
  fc.constantFrom('\\d', '\\1', '\\a1', '\\\\', '\\y', '\\p{Greek}', '\\pL', '\\p', '\\p{Foo}', '\\-', '\\/', '\\C'),
  fc.constantFrom(
    '\\x41',
    '\\x{10FFFF}',
    '\\x{110000}',
    '\\0',
    '\\07',
    '\\123',
    '\\Q',
    '\\E',
    '\\A',
    '\\z',
    '\\Z',
    '\\b',
  ),
);

test(`the construct reads ${EXPRESSIONS} expressions as RE2 does`, () => {
  const program = join(cacheFolder, 're2');
  execFileSync('go', ['build', '-o', program, '.'], { cwd: join(__dirname, 're2'), env: goEnvironment });
  const expressions = fc.sample(fc.array(piece, { maxLength: 6 }), { numRuns: EXPRESSIONS, seed: 17 });
  const texts = expressions.map((pieces) => pieces.join(''));
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
  const compiled = execFileSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .trim()
    .split('\n')
    .map((line) => line === 'true');
  expect(texts.filter((text, i) => isRe2(text) !== compiled[i])).toEqual([]);
  expect(compiled.filter(Boolean).length).toBeGreaterThan(EXPRESSIONS / 10);
});

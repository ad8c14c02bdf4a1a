import { readFileSync } from 'node:fs';
import { RULES } from '../cli/src/annotations/rules';
import { annotationsFile, annotationsPage } from '../tools/annotations';

test('docs/annotations.md is what npm run annotations writes', () => {
  expect(readFileSync(annotationsFile, 'utf8')).toBe(annotationsPage());
});

test.each(RULES)('$name has a row in docs/annotations.md', ({ name }) => {
  expect(annotationsPage()).toContain(`| \`${name}\` | `);
});

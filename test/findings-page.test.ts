import { readFileSync } from 'node:fs';
import { FINDING_IDS } from '../src/findings/catalogue';
import { findingsFile, findingsPage } from '../tools/findings';

test('docs/findings.md is what npm run findings writes', () => {
  expect(readFileSync(findingsFile, 'utf8')).toBe(findingsPage());
});

test.each(FINDING_IDS)('%s has a row in docs/findings.md', (id) => {
  expect(findingsPage()).toContain(`| \`${id}\``);
});

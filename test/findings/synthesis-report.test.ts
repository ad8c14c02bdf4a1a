import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWarning, WARNING_IDS, writeWarning } from '../../src/findings/catalogue';
import { linesOf } from '../support/app';

const DOCS = readFileSync(join(__dirname, '../../docs/warnings.md'), 'utf8');

test('the documentation has one row for each id, in order', () => {
  const rows = [...DOCS.matchAll(/^\| `(.*?)`/gm)].map(([, id]) => id);
  expect(rows).toEqual([...WARNING_IDS]);
  expect(rows).toEqual([...rows].sort());
});

test('every row says when, and what to do', () => {
  for (const row of DOCS.matchAll(/^\| `.*$/gm)) {
    expect(row[0]).toMatch(/^\| `[-a-z]+` +\| \S.* +\| \S.* +\|$/);
  }
});

test('a warning says where it stands, what is wrong, and what silences it', () => {
  const warning = describeWarning({ id: 'retry', property: 'a.b', text: 'this is so' });
  expect(warning).toBe('a.b: this is so; acknowledge: ["retry"] silences this');
  writeWarning('test/route', warning);
  expect(linesOf()).toEqual(['warning [test/route] a.b: this is so; acknowledge: ["retry"] silences this\n']);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREFIX } from 'cdk8s-sticky-gateway-route/command';
import type { Migration, ReportLine } from '../src';
import { EXIT } from '../src/command/run';
import { yamlOf } from '../src/output/yaml';
import { markdownReport } from '../src/report-formats/markdown';
import { CORPUS, expectationOf, migrateCorpus } from './support/corpus';
import { ruleSummaries } from './support/rule-summaries';

test('the corpus has 56 manifests', () => {
  expect(CORPUS).toHaveLength(56);
});

describe.each(CORPUS)('%s', (name) => {
  const expected = expectationOf(name);
  let migration: Migration;
  beforeAll(async () => {
    migration = await migrateCorpus(name);
  });

  test('becomes the expected rules, without an error', () => {
    expect(migration.problems).toEqual([]);
    expect(ruleSummaries(migration.objects)).toEqual(expected.rules);
  });

  test('has exactly the expected verdicts', () => {
    const annotations = migration.report.filter(({ value }) => value !== undefined);
    const parts = migration.report.filter(({ value }) => value === undefined);
    expect(verdictsOf(annotations)).toEqual(expected.annotations);
    expect(verdictsOf(parts)).toEqual(expected.parts ?? {});
  });

  test(`loses ${expected.exitCode === EXIT.ok ? 'no' : 'its'} stickiness`, () => {
    expect(migration.hasLostStickiness).toBe(expected.exitCode === EXIT.lost);
  });

  test('is written as its golden files', () => {
    expectGolden(`${name}.yaml`, yamlOf(migration.objects));
    expectGolden(`${name}.md`, markdownReport(migration));
  });
});

test('lost security precedes everything else', async () => {
  const withLostSecurity: string[] = [];
  for (const name of CORPUS) {
    const { report } = await migrateCorpus(name);
    const isFirst = report.map(({ area, verdict }) => area === 'security' && ['dropped', 'not read'].includes(verdict));
    expect(isFirst).toEqual([...isFirst].sort((a, b) => Number(b) - Number(a)));
    withLostSecurity.push(...(isFirst[0] ? [name.slice(0, 2)] : []));
  }
  expect(withLostSecurity).toEqual(['13', '16', '22', '34', '40', '58', '61']);
});

function verdictsOf(lines: readonly ReportLine[]): Record<string, Record<string, string>> {
  const verdicts: Record<string, Record<string, string>> = {};
  for (const { ingress, subject, verdict } of lines) {
    verdicts[ingress] = { ...verdicts[ingress], [subject.replace(PREFIX, '')]: verdict };
  }
  return verdicts;
}

/** `UPDATE_GOLDENS=1 npx jest test/corpus` writes the files again, for `git diff` to show. */
function expectGolden(file: string, text: string): void {
  const path = join(__dirname, 'goldens', file);
  if (process.env.UPDATE_GOLDENS) {
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}

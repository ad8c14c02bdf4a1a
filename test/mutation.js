// All unit tests as one file for mutation testing, so that each mutant loads the package once instead of once per file.
const { readdirSync } = require('node:fs');
const { join, sep } = require('node:path');
const fc = require('fast-check');

/** Slow ones that find no fault which no other test finds. */
const LEFT_OUT = [
  join('docs', 'first-chart.test.ts'),
  join('docs', 'snippets.test.ts'),
  join('objects', 'dependency-chain.test.ts'),
];

/** Clusters, and tests of what the build makes. */
const FOLDERS_LEFT_OUT = ['cluster', 'package'].map((folder) => folder + sep);

fc.configureGlobal({ numRuns: 25 });

for (const file of readdirSync(__dirname, { recursive: true })) {
  if (
    file.endsWith('.test.ts') &&
    !FOLDERS_LEFT_OUT.some((folder) => file.startsWith(folder)) &&
    !LEFT_OUT.includes(file)
  ) {
    require(join(__dirname, file));
  }
}

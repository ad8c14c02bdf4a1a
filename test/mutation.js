// All unit tests as one file for mutation testing, so that each mutant loads the package once instead of once a file.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const fc = require('fast-check');

/** Long ones that find no fault which no other test finds. */
const LEFT_OUT = ['dependency-chain.test.ts', 'readme.test.ts'];

fc.configureGlobal({ numRuns: 25 });

for (const file of readdirSync(__dirname, { recursive: true })) {
  if (file.endsWith('.test.ts') && !file.startsWith('cluster') && !LEFT_OUT.includes(file)) {
    require(join(__dirname, file));
  }
}

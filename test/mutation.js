// All unit tests as one, for mutation testing: they load the package once instead of once a file.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

for (const file of readdirSync(__dirname, { recursive: true })) {
  if (file.endsWith('.test.ts') && !file.startsWith('cluster') && file !== 'readme.test.ts') {
    require(join(__dirname, file));
  }
}

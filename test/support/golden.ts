import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Expects the YAML of `test/goldens/<name>.yaml`, byte for byte.
 *
 * `UPDATE_GOLDENS=1 npx jest test/examples test/docs/first-chart test/sticky-gateway-route` writes the files again, for `git diff` to show.
 */
export function expectGolden(name: string, yaml: string): void {
  const file = join(__dirname, '..', 'goldens', `${name}.yaml`);
  if (process.env.UPDATE_GOLDENS) {
    writeFileSync(file, yaml);
  }
  expect(yaml).toBe(readFileSync(file, 'utf8'));
}

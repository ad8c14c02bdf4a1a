import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CleanFolder } from './clean-folder';

const ROOT = join(__dirname, '../..');

/** What `npm run package` made. */
export const PACKAGES = join(ROOT, 'packages');

/** An example in a clean folder. */
export class ExampleApp extends CleanFolder {
  /** @param programs folders in that folder with programs that the example needs */
  public constructor(example: string, ...programs: string[]) {
    super(...programs, join(ROOT, 'node_modules/.bin'));
    cpSync(join(ROOT, 'examples', example), this.folder, { recursive: true });
  }

  public synth(): ReturnType<CleanFolder['spawn']> {
    rmSync(join(this.folder, 'dist'), { recursive: true, force: true });
    return this.spawn('cdk8s', 'synth', '--no-check-upgrade');
  }

  /** Edits a file of the example. */
  public replace(file: string, text: string, replacement: string): void {
    this.write(file, readFileSync(join(this.folder, file), 'utf8').replaceAll(text, replacement));
  }
}

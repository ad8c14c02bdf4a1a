import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installedNode } from '../support/node';

const ROOT = join(__dirname, '../..');

/** What `npm run package` made. */
export const PACKAGES = join(ROOT, 'packages');

interface Result {
  readonly status: number | null;
  /** Standard output followed by standard error. */
  readonly output: string;
}

/** An example in a folder of its own, outside of this repository and of what is installed in it. */
export class ExampleApp {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-sticky-gateway-route-'));
  private readonly env: NodeJS.ProcessEnv;

  /** @param programs folders in that folder with programs that the example needs */
  public constructor(example: string, ...programs: string[]) {
    cpSync(join(ROOT, 'examples', example), this.folder, { recursive: true });
    const path = [
      ...programs.map((each) => join(this.folder, each)),
      installedNode(24),
      join(ROOT, 'node_modules/.bin'),
      process.env.PATH,
    ];
    this.env = { ...process.env, PATH: path.join(delimiter) };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a program, which has to succeed. */
  public run(program: string, ...args: string[]): string {
    const { status, output } = this.spawn(program, args);
    if (status !== 0) {
      throw new Error(`${program} ${args.join(' ')}: ${output}`);
    }
    return output;
  }

  public synth(): Result {
    rmSync(join(this.folder, 'dist'), { recursive: true, force: true });
    return this.spawn('cdk8s', ['synth', '--no-check-upgrade']);
  }

  /** The rendered files. */
  public files(): Record<string, string> {
    const dist = join(this.folder, 'dist');
    const names = existsSync(dist) ? readdirSync(dist) : [];
    return Object.fromEntries(
      names.map((name) => [name.replace('.k8s.yaml', ''), readFileSync(join(dist, name), 'utf8')]),
    );
  }

  /** Edits a file of the example. */
  public replace(file: string, text: string, replacement: string): void {
    const path = join(this.folder, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(text, replacement));
  }

  private spawn(program: string, args: string[]): Result {
    const options = { cwd: this.folder, env: this.env, encoding: 'utf8' } as const;
    const { status, stdout, stderr, error } = spawnSync(program, args, options);
    return { status, output: `${stdout}${stderr}${error ?? ''}` };
  }
}

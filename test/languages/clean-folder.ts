import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { installedNode } from '../support/node';

interface Result {
  readonly status: number | null;
  /** Standard output followed by standard error. */
  readonly output: string;
}

/** A new folder outside of this repository and of what is installed in it. */
export class CleanFolder {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-sticky-gateway-route-'));
  private readonly env: NodeJS.ProcessEnv;

  /** @param programs folders in that folder, or elsewhere, with programs that come before those of the system */
  public constructor(...programs: string[]) {
    const path = [...programs.map((each) => resolve(this.folder, each)), installedNode(24), process.env.PATH];
    this.env = { ...process.env, PATH: path.join(delimiter) };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  public write(file: string, text: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Runs a program, which has to succeed. */
  public run(program: string, ...args: string[]): string {
    const { status, output } = this.spawn(program, ...args);
    if (status !== 0) {
      throw new Error(`${program} ${args.join(' ')}: ${output}`);
    }
    return output;
  }

  public spawn(program: string, ...args: string[]): Result {
    const options = { cwd: this.folder, env: this.env, encoding: 'utf8' } as const;
    const { status, stdout, stderr, error } = spawnSync(program, args, options);
    return { status, output: `${stdout}${stderr}${error ?? ''}` };
  }

  /** The rendered files. */
  public rendered(): Record<string, string> {
    const dist = join(this.folder, 'dist');
    const names = existsSync(dist) ? readdirSync(dist) : [];
    return Object.fromEntries(
      names.map((name) => [name.replace('.k8s.yaml', ''), readFileSync(join(dist, name), 'utf8')]),
    );
  }
}

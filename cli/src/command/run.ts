import { CommanderError } from 'commander';
import type { Documents } from '../input/documents';
import { readSources, STDIN } from '../input/sources';
import { type MigrateOptions, type Migration, migrateInput } from '../migrate';
import { jsonReport } from '../report-formats/json';
import { markdownReport } from '../report-formats/markdown';
import { tableReport } from '../report-formats/table';
import { outputText, writeFolder } from './output-files';
import { type MigrateFlags, programFor } from './program';

/** Exit codes of the command. */
export const EXIT = { ok: 0, failed: 1, lost: 2 } as const;

const DEFAULT_COLUMNS = 140;
/** From this number of objects on, the command says how far it is. */
const MANY = 1000;

type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Runs the command with the arguments after its name. */
export async function run(args: readonly string[], version: string): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = programFor(version, async (inputs, flags) => {
    code = await migrate(inputs, flags);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.ok : EXIT.failed;
    }
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return EXIT.failed;
  }
}

async function migrate(inputs: readonly string[], flags: MigrateFlags): Promise<ExitCode> {
  const documents = readSources(inputs.length > 0 ? inputs : [STDIN]);
  const options = optionsOf(documents.objects.length, flags);
  const migration = withProblems(documents, await migrateInput(documents.objects, options));
  process.stderr.write(reportText(migration, flags));
  if (migration.ingresses === 0) {
    return EXIT.failed;
  }
  if (flags.out === undefined) {
    process.stdout.write(outputText(migration, flags));
  } else {
    writeFolder(flags.out, migration, flags);
  }
  if (migration.hasLostStickiness && !flags.allowLost) {
    return EXIT.lost;
  }
  return migration.problems.length > 0 ? EXIT.failed : EXIT.ok;
}

function optionsOf(count: number, flags: MigrateFlags): MigrateOptions {
  const { gateway, redirectListener, target, annotationsPrefix } = flags;
  const language = flags.python ? ('python' as const) : undefined;
  const code = flags.typescript ? ('typescript' as const) : language;
  return {
    redirectListener,
    ...(gateway !== undefined && { gateway }),
    ...(target !== undefined && { target }),
    ...(flags.class !== undefined && { classes: flags.class }),
    ...(annotationsPrefix !== undefined && { annotationsPrefix }),
    ...(code !== undefined && { code }),
    ...(count >= MANY && flags.report === 'table' && { onProgress: printProgress }),
  };
}

function printProgress(step: string): void {
  process.stderr.write(`${step}\n`);
}

function withProblems({ problems }: Documents, migration: Migration): Migration {
  const nothing = { source: 'input', message: 'no Ingress of ingress-nginx' };
  const all = [...problems, ...migration.problems];
  return { ...migration, problems: migration.ingresses === 0 && all.length === 0 ? [nothing] : all };
}

function reportText(migration: Migration, { report }: MigrateFlags): string {
  if (report === 'json') {
    return jsonReport(migration);
  }
  return report === 'markdown'
    ? markdownReport(migration)
    : tableReport(migration, process.stderr.columns ?? DEFAULT_COLUMNS);
}

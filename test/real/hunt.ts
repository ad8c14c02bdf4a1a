import { apiServerAnswers } from './api-server';
import type { Refusal } from './apps';
import { Count } from './count';
import { isRefusedByApiServer, isRejectedUpstream } from './evidence';
import { EXCEPTIONS, exceptionFor } from './exceptions';
import { type Manifest, manifestKey } from './manifests';
import { isRendered, type SourceFile, sourceFiles } from './modules';
import { WAYS, type Way } from './ways';

/** What a hunt for false refusals has found. */
export interface Hunt {
  readonly figures: string;
  /** Errors of the construct that nobody else has, and exceptions that explain none. */
  readonly unexplained: readonly string[];
}

/** Passes the objects of Envoy Gateway's and the Gateway API's examples and tests through the package; see `installReal`. */
export function hunt(): Hunt {
  const files = sourceFiles();
  const rendered = files.flatMap(({ manifests }) => manifests.filter(isRendered));
  const answers = apiServerAnswers(rendered);
  const ledger = new Ledger(new Map(rendered.map((manifest, i) => [manifest, answers[i] as string])));
  for (const file of files) {
    for (const way of WAYS) {
      ledger.enter(file, way, passed(file, way));
    }
  }
  return { figures: ledger.figures(files), unexplained: ledger.unexplained() };
}

/** The objects of a file that passed in one way. */
interface Passed {
  readonly subjects: readonly Manifest[];
  readonly refusals: readonly Refusal[];
}

function passed(file: SourceFile, { name, appOf }: Way): Passed {
  try {
    const app = appOf(file);
    return { subjects: app.subjects, refusals: app.refusals() };
  } catch (error) {
    throw new Error(`${file.name} ${name}`, { cause: error });
  }
}

/** The refusals of a hunt, by what explains them. */
class Ledger {
  private readonly passed = new Count();
  private readonly refused = new Count();
  private readonly rejected = new Count();
  private readonly excepted = new Count();
  private readonly faults: string[] = [];

  constructor(private readonly answers: ReadonlyMap<Manifest, string>) {}

  enter(file: SourceFile, way: Way, { subjects, refusals }: Passed): void {
    const refused = new Set(refusals.flatMap((each) => each.subjects));
    this.passed.add(way.name, subjects.length);
    this.refused.add(way.name, subjects.filter((subject) => refused.has(subject)).length);
    for (const refusal of refusals) {
      this.explain(refusal, file, way);
    }
  }

  private explain(refusal: Refusal, file: SourceFile, way: Way): void {
    const { message, subjects } = refusal;
    const exception = exceptionFor(refusal, file, way);
    if (isRefusedByApiServer(refusal, this.answers)) {
      this.rejected.add('by the API server');
    } else if (isRejectedUpstream(refusal, file)) {
      this.rejected.add('in the tests of Envoy Gateway and the Gateway API');
    } else if (exception) {
      this.excepted.add(`${exception.id}: ${exception.reason}`);
    } else {
      const { id, property, value, expected } = message;
      const place = `${file.name}, ${subjects.map(manifestKey).join(' with ')}, ${way.name}`;
      this.faults.push(`${place}: ${property}: got ${value}; expected ${expected} [${id}]`);
    }
  }

  unexplained(): string[] {
    const unused = EXCEPTIONS.filter(({ id, reason }) => !this.excepted.has(`${id}: ${reason}`));
    return [...this.faults, ...unused.map(({ id, reason }) => `No refusal needs the exception "${id}: ${reason}".`)];
  }

  figures(files: readonly SourceFile[]): string {
    const kinds = new Count();
    for (const { kind } of files.flatMap(({ manifests }) => manifests.filter(isRendered))) {
      kinds.add(kind);
    }
    return [
      `${files.length} files with ${files.flatMap(({ manifests }) => manifests).length} objects, of these`,
      ...kinds.lines(),
      `${this.passed.total} passes of them, other objects among them`,
      ...this.passed.lines(),
      `${this.refused.total} of these refused`,
      ...this.refused.lines(),
      `${this.rejected.total} errors for what others reject as well`,
      ...this.rejected.lines(),
      `${this.excepted.total} errors with a reason of their own`,
      ...this.excepted.lines(),
      `${this.faults.length} errors without an explanation`,
      '',
    ].join('\n');
  }
}

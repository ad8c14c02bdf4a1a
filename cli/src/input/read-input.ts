import type { Annotated, Report } from '../report/report';
import type { InputObject } from './documents';
import { annotationsIn, type Ingress, idOf, isIngress, readIngress } from './ingress';
import { Services } from './services';

const DEFAULT_CLASS = 'nginx';
const CONTROLLER = 'k8s.io/ingress-nginx';

type Fields = Record<string, unknown>;

/** What the input has. */
export interface Input {
  readonly services: Services;
  readonly ingresses: readonly Ingress[];
  /** Ingresses that cannot be read. */
  readonly unread: readonly Annotated[];
  /** Kinds of objects that were not read, and their number. */
  readonly ignored: ReadonlyMap<string, number>;
}

/** Sorts the objects of the input; an Ingress that cannot be read is a problem, and the others go on. */
export function readInput(
  input: readonly InputObject[],
  classes: readonly string[] | undefined,
  report: Report,
): Input {
  const reader = new InputReader(new Set(classes ?? [DEFAULT_CLASS, ...input.flatMap(ownClass)]), report);
  for (const each of input) {
    reader.add(each);
  }
  return {
    services: reader.services,
    ingresses: [...reader.ingresses.values()],
    unread: reader.unread,
    ignored: reader.ignored,
  };
}

class InputReader {
  public readonly services = new Services();
  public readonly ingresses = new Map<string, Ingress>();
  public readonly unread: Annotated[] = [];
  public readonly ignored = new Map<string, number>();

  public constructor(
    private readonly classes: ReadonlySet<string>,
    private readonly report: Report,
  ) {}

  public add(each: InputObject): void {
    const { kind } = (each.object ?? {}) as Fields;
    if (isIngress(each.object)) {
      this.addIngress(each);
    } else if (kind === 'Service') {
      this.services.add(each.object);
    } else if (kind !== 'IngressClass') {
      this.ignore(typeof kind === 'string' ? kind : 'object without kind');
    }
  }

  private addIngress(each: InputObject): void {
    const ingress = this.read(each);
    if (ingress === undefined) {
      return;
    }
    if (ingress.className !== undefined && !this.classes.has(ingress.className)) {
      this.ignore(`Ingress of class ${ingress.className}`);
      return;
    }
    this.tell(ingress);
    this.ingresses.set(ingress.id, ingress);
  }

  private read(each: InputObject): Ingress | undefined {
    try {
      return readIngress(each);
    } catch (error) {
      const unread = { id: idOf(each.object), source: each.source, annotations: annotationsIn(each.object) };
      this.unread.push(unread);
      this.report.fail(unread, (error as Error).message);
      return undefined;
    }
  }

  private tell(ingress: Ingress): void {
    for (const remark of ingress.remarks) {
      this.report.part(ingress, 'manifest', 'other', 'near', remark);
    }
    if (ingress.className === undefined) {
      this.report.part(
        ingress,
        'class',
        'routing',
        'near',
        'none given: a controller serves it only as the default class, or with --watch-ingress-without-class; taken as one of ingress-nginx',
      );
    }
    const before = this.ingresses.get(ingress.id);
    if (before) {
      const note = `it stands in ${before.source} as well; the last one counts, as for kubectl`;
      this.report.part(ingress, 'manifest', 'other', 'near', note);
    }
  }

  private ignore(kind: string): void {
    this.ignored.set(kind, (this.ignored.get(kind) ?? 0) + 1);
  }
}

/** The name of an IngressClass of ingress-nginx. */
function ownClass({ object }: InputObject): string[] {
  const { kind, metadata, spec } = (object ?? {}) as Fields;
  const isOwn = kind === 'IngressClass' && (spec as Fields | undefined)?.controller === CONTROLLER;
  return isOwn ? [String((metadata as Fields | undefined)?.name)] : [];
}

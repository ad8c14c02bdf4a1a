import { type AnnotationRule, type Area, VERDICTS, type Verdict } from '../annotations/annotation-rule';
import { ruleOf } from '../annotations/rules';

/** A part of the input that cannot be migrated. */
export interface Problem {
  /** Such as `shop.yaml:12:3`, or the name of an Ingress. */
  readonly source: string;
  readonly message: string;
}

/** What every Ingress has, even one that cannot be read. */
export interface Annotated {
  /** Such as `shop/web`. */
  readonly id: string;
  readonly source: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What becomes of one annotation, or of another part of an Ingress. */
export interface ReportLine {
  /** Such as `shop/web`. */
  readonly ingress: string;
  readonly source: string;
  /** The whole key of an annotation, or a part such as `path shop.example.com/cart`. */
  readonly subject: string;
  /** The value of an annotation. */
  readonly value?: string;
  readonly area: Area;
  readonly verdict: Verdict;
  /** In what it differs, and why. */
  readonly note: string;
}

/** The Ingress that a line is about. */
type IngressRef = Pick<Annotated, 'id' | 'source'>;

interface Told {
  readonly verdict: Verdict;
  readonly note: string;
}

/** Collects what becomes of each part of the input. */
export class Report {
  public readonly problems: Problem[] = [];
  private readonly parts = new Map<string, ReportLine>();
  private readonly told = new Map<Annotated, Map<string, Told[]>>();
  private readonly failed = new Set<string>();

  /** @param prefix of the annotations that the controller reads */
  public constructor(public readonly prefix: string) {}

  /** What becomes of an annotation, by its name after the prefix; the worst verdict counts. */
  public tell(ingress: Annotated, name: string, verdict: Verdict, note: string): void {
    if (ingress.annotations[this.prefix + name] === undefined) {
      return;
    }
    const ofIngress = this.told.get(ingress) ?? new Map<string, Told[]>();
    this.told.set(ingress, ofIngress);
    const notes = ofIngress.get(name) ?? [];
    ofIngress.set(name, notes);
    if (!notes.some((each) => each.note === note && each.verdict === verdict)) {
      notes.push({ verdict, note });
    }
  }

  /** What becomes of a part that is no annotation. */
  public part({ id, source }: IngressRef, subject: string, area: Area, verdict: Verdict, note: string): void {
    this.parts.set(`${id} ${subject} ${note}`, { ingress: id, source, subject, area, verdict, note });
  }

  /** Why an Ingress is not migrated. */
  public fail({ id, source }: IngressRef, message: string): void {
    this.problems.push({ source: `${source} ${id}`, message });
    this.failed.add(id);
  }

  /** One line for every annotation of the Ingresses and for every other part that was told of, lost security first. */
  public linesOf(ingresses: readonly Annotated[]): ReportLine[] {
    const ofAnnotations = ingresses.flatMap((ingress) =>
      Object.entries(ingress.annotations).map(([key, value]) => this.annotationLine(ingress, key, value)),
    );
    const parts = [...this.parts.values()].filter(({ ingress }) => !this.failed.has(ingress));
    return [...ofAnnotations, ...parts].sort((a, b) => rank(a) - rank(b));
  }

  private annotationLine(ingress: Annotated, key: string, value: string): ReportLine {
    const rule = ruleOf(key, this.prefix);
    const { verdict, note } = this.failed.has(ingress.id) ? NOT_MIGRATED : this.toldOf(ingress, key, rule, value);
    return { ingress: ingress.id, source: ingress.source, subject: key, value, area: rule.area, verdict, note };
  }

  private toldOf(ingress: Annotated, key: string, rule: AnnotationRule, value: string): Told {
    const told = key.startsWith(this.prefix) && this.told.get(ingress)?.get(key.slice(this.prefix.length));
    return told ? joined(told) : silent(rule, value);
  }
}

const NOT_MIGRATED: Told = { verdict: 'not read', note: 'the Ingress is not migrated: see its error' };

function joined(told: readonly Told[]): Told {
  const worst = Math.max(...told.map(({ verdict }) => VERDICTS.indexOf(verdict)));
  const notes = told.filter(({ note }) => note !== '').map(({ note }) => note);
  return { verdict: VERDICTS[worst] as Verdict, note: notes.join('; ') };
}

function silent({ otherwise }: AnnotationRule, value: string): Told {
  const [verdict, note] = otherwise(value);
  return { verdict, note };
}

/** Whether something is lost that the author relied on. */
function isLost({ verdict }: ReportLine): boolean {
  return verdict === 'dropped' || verdict === 'not read';
}

const AREAS: readonly Area[] = ['security', 'stickiness', 'routing', 'other'];
const ORDER: readonly Verdict[] = ['dropped', 'not read', 'near', 'dead', 'no-op', 'exact'];

function rank(line: ReportLine): number {
  const lostSecurity = line.area === 'security' && isLost(line) ? 0 : 100;
  return lostSecurity + ORDER.indexOf(line.verdict) * AREAS.length + AREAS.indexOf(line.area);
}

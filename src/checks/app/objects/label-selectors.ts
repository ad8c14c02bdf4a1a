import { addTo, itemsOf } from '../../../collections';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';

/** A label selector of Kubernetes. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelRequirement[];
}

interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** The objects of an app, found by label selectors. */
export class LabelledObjects {
  private readonly byLabel = new Map<string, AppObject[]>();

  public constructor(private readonly objects: AppObjects) {}

  public ofKind(kind: string, selector: LabelSelector): readonly AppObject[] {
    return this.candidates(kind, selector).filter(({ manifest }) => selects(selector, manifest.metadata.labels ?? {}));
  }

  /** The objects with one label of the selector, so that not every selector looks at all objects. */
  private candidates(kind: string, { matchLabels = {} }: LabelSelector): readonly AppObject[] {
    const [label] = Object.entries(matchLabels);
    if (!label) {
      return this.objects.ofKind(kind);
    }
    if (!this.byLabel.has(kind)) {
      this.byLabel.set(kind, []);
      for (const object of this.objects.ofKind(kind)) {
        for (const each of Object.entries(object.manifest.metadata.labels ?? {})) {
          addTo(this.byLabel, labelKey(kind, each), object);
        }
      }
    }
    return this.byLabel.get(labelKey(kind, label)) ?? [];
  }
}

function labelKey(kind: string, [label, value]: readonly [string, string]): string {
  return `${kind} ${label}=${value}`;
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function selects(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels = {}, matchExpressions } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    itemsOf(matchExpressions).every((requirement) => meets(requirement, labels[requirement.key]))
  );
}

/** Whether a selector may select an object of which only some labels are known. */
export function maySelect(
  { matchLabels = {}, matchExpressions }: LabelSelector,
  known: Readonly<Record<string, string>>,
): boolean {
  const isKnown = (label: string) => Object.hasOwn(known, label);
  const decided = {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([label]) => isKnown(label))),
    matchExpressions: itemsOf(matchExpressions).filter(({ key }) => isKnown(key)),
  };
  return selects(decided, known);
}

function meets({ operator, values }: LabelRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && itemsOf(values).includes(value);
    case 'NotIn':
      return value === undefined || !itemsOf(values).includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

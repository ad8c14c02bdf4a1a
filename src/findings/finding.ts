import { CATALOGUE, type FindingId } from './catalogue';

/** An error fails the synthesis, a warning does not. */
export type Severity = 'error' | 'warning';

/** A wrong or doubtful value, and how its author can fix it. */
export interface Finding {
  /** Part of the public contract: docs/findings.md lists all ids. */
  readonly id: FindingId;
  readonly severity: Severity;
  /** Where the value stands, as its author wrote it: `http[2].timeouts.request`. */
  readonly property: string;
  readonly value: unknown;
  readonly expected: string;
  /** A clause that follows "because". */
  readonly reason?: string | undefined;
  /** An imperative clause. */
  readonly remedy: string;
}

/** A finding as a check reports it; the catalogue has the rest. */
export interface Observation {
  readonly id: FindingId;
  readonly property: string;
  readonly value: unknown;
  readonly expected: string;
  readonly reason?: string | undefined;
  readonly remedy?: string | undefined;
}

/** Receives the findings of a check. */
export type Report = (observation: Observation) => void;

export function findingOf({ id, property, value, expected, reason, remedy }: Observation): Finding {
  const { severity, cause, isObvious, remedy: usualRemedy } = CATALOGUE[id];
  return {
    id,
    severity,
    property,
    value,
    expected,
    reason: reason ?? (isObvious ? undefined : cause),
    remedy: remedy ?? usualRemedy,
  };
}

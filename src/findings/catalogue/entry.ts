/** The texts of a finding that do not depend on the value. */
export interface CatalogueEntry {
  /** An error fails the synthesis, a warning does not. */
  readonly severity: 'error' | 'warning';

  /** Why it is reported: a clause that follows "because". */
  readonly cause: string;

  /** How to fix it: an imperative clause, which a check replaces if it knows a better one. */
  readonly remedy: string;

  /** Whether messages leave the cause out, as the expected value says it. */
  readonly isObvious?: boolean;

  /** Whether an error can be acknowledged; a warning always can. */
  readonly canBeAcknowledged?: boolean;
}

import { APP_FINDINGS } from './app';
import { ARGUMENT_FINDINGS } from './arguments';
import type { CatalogueEntry } from './entry';
import { FIELD_FINDINGS } from './fields';
import { POLICY_FINDINGS } from './policies';
import { RULE_FINDINGS } from './rules';
import { SESSION_FINDINGS } from './sessions';
import { WARNINGS } from './warnings';

const ENTRIES = {
  ...FIELD_FINDINGS,
  ...ARGUMENT_FINDINGS,
  ...RULE_FINDINGS,
  ...SESSION_FINDINGS,
  ...POLICY_FINDINGS,
  ...APP_FINDINGS,
  ...WARNINGS,
};

/** Id of a finding, which is part of the public contract. */
export type FindingId = keyof typeof ENTRIES;

/** All findings of this package; docs/findings.md is generated from it. */
export const CATALOGUE: Readonly<Record<FindingId, CatalogueEntry>> = ENTRIES;

export const FINDING_IDS = Object.keys(CATALOGUE) as FindingId[];

export const ACKNOWLEDGEABLE_IDS = FINDING_IDS.filter(canBeAcknowledged);

export function canBeAcknowledged(id: FindingId): boolean {
  const { severity, canBeAcknowledged = severity === 'warning' } = CATALOGUE[id];
  return canBeAcknowledged;
}

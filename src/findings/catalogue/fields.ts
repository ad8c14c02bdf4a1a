import type { CatalogueEntry } from './entry';

/** Values of properties, as the CRDs and Envoy read them. */
export const FIELD_FINDINGS = {
  'wrong-type': {
    severity: 'error',
    cause: 'the value has another type than the property',
    remedy: 'write a value of that type',
    isObvious: true,
  },
  'lazy-structure': {
    severity: 'error',
    cause: 'the construct reads it and renders it anew, so a value that only synthesis knows would be lost',
    remedy: 'compute it before, or add it to the rendered object with ApiObject.addJsonPatch()',
  },
  'empty-item': {
    severity: 'error',
    cause: 'an unset variable often ends up as null or undefined in a list',
    remedy: 'remove the item, or set its value',
  },
  'cyclic-value': {
    severity: 'error',
    cause: 'it contains itself, which no manifest can show',
    remedy: 'remove it',
  },
  'unknown-field': {
    severity: 'error',
    cause: 'a field that the CRD does not have would be dropped silently',
    remedy: 'remove it, or correct its name',
  },
  'missing-field': {
    severity: 'error',
    cause: 'the CRD requires it',
    remedy: 'set the field',
  },
  'unknown-value': {
    severity: 'error',
    cause: 'the CRD lists the allowed values',
    remedy: 'write one of these',
    isObvious: true,
  },
  'wrong-form': {
    severity: 'error',
    cause: 'the CRD gives a pattern for the value',
    remedy: 'write a value of that form',
    isObvious: true,
  },
  'out-of-range': {
    severity: 'error',
    cause: 'the CRD limits the number, the length or the number of items',
    remedy: 'write a value in the range',
    isObvious: true,
  },
  'duplicate-item': {
    severity: 'error',
    cause: 'the items of the list must differ',
    remedy: 'remove one of the two',
    isObvious: true,
  },
  'line-break': {
    severity: 'error',
    cause: 'Envoy refuses it, or its whole configuration with it',
    remedy: 'remove them',
  },
  'newer-envoy-gateway': {
    severity: 'error',
    cause: 'the Envoy Gateway of target does not have it',
    remedy: 'leave it out, or set target to a newer version once the cluster runs it',
  },
  'crd-rule': {
    severity: 'error',
    cause: 'it is a rule of the CRD, without which the API server refuses the object',
    remedy: 'change the fields that the rule names',
  },
  'envoy-limit': {
    severity: 'error',
    cause: 'the API server accepts other values, but Envoy Gateway or Envoy does not',
    remedy: 'write a value within the limit',
  },
  'object-name': {
    severity: 'error',
    cause: 'Kubernetes accepts no other names',
    remedy: 'write a name of this form',
    isObvious: true,
  },
  'label-value': {
    severity: 'error',
    cause: 'the API server refuses other labels',
    remedy: 'write such a value, or make it an annotation',
    isObvious: true,
  },
  'metadata-key': {
    severity: 'error',
    cause: 'the API server refuses other keys',
    remedy: 'rename the key',
    isObvious: true,
  },
  'unknown-finding': {
    severity: 'error',
    cause: 'other ids acknowledge nothing',
    remedy: 'write the id as the message does, or remove it',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

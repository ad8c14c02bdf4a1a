import type { FieldLimit } from './field-limit';

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The bytes of a Kubernetes quantity, whole and without sign as the CRDs want it; no number for any other text. */
export function bytesOf(quantity: { readonly value: unknown }): number {
  const [, number, unit = ''] = String(quantity.value).match(/^(\d+)([kMGTPE]|[KMGTPE]i)?$/) ?? [];
  return Number(number) * (FACTORS[unit] ?? Number.NaN);
}

/** The largest number of Envoy's fields. */
export const MOST_BYTES = 2 ** 32 - 1;

/** A quantity of so many bytes. */
export function bytes(path: string, least: number, most: number): FieldLimit {
  return {
    path,
    expected: `${least} to ${most} bytes`,
    remedy: 'write a number of bytes in this range',
    holds: (quantity) => bytesOf(quantity) >= least && bytesOf(quantity) <= most,
  };
}

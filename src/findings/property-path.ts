/** A property, then names of fields and indexes of lists. */
export type PropertyPath = readonly (string | number)[];

/** A path as its author would write it: `http[0].matches[12].path`. */
export function propertyAt([property, ...steps]: PropertyPath): string {
  return `${property}${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
}

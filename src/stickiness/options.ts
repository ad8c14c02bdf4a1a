import { refuse } from '../findings/refuse';

/** The options of a factory, each by its name. */
export type OptionNames<O> = { readonly [name in keyof Required<O>]: true };

/** Refuses options that are no object, and names that the factory does not have. */
export function checkOptions<O extends object>(factory: string, options: O | undefined, names: OptionNames<O>): void {
  if (options === undefined || options === null) {
    return;
  }
  if (typeof options !== 'object' || Array.isArray(options)) {
    const [first] = Object.keys(names);
    const isName = typeof options === 'string' && first === 'tableSize';
    refuse({
      id: 'wrong-type',
      property: `${factory} options`,
      value: options,
      expected: 'an object',
      remedy: isName ? 'write all names as one list' : `write { ${first}: ${JSON.stringify(options)} }`,
    });
  }
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !Object.hasOwn(names, name)) {
      refuse({
        id: 'unknown-field',
        property: `${factory} ${name}`,
        value,
        expected: `one of the options ${Object.keys(names).join(', ')}`,
        reason: 'it would be ignored silently',
      });
    }
  }
}

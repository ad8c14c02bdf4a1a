import { refuse } from '../findings/refuse';
import { has } from '../schema/cel';
import { name as nearestName } from '../schema/remedies';

/** The options of a factory, each by its name. */
export type OptionNames<O> = { readonly [name in keyof Required<O>]: true };

/** How to write an option that a factory does not have under this name; none if that is not clear. */
export type OptionRemedy = (name: string, value: unknown) => string | undefined;

/** How other libraries call the lifetime of a cookie. */
const LIFETIMES = ['maxage', 'expires', 'expiresin', 'expiry', 'lifetime'];

/**
 * The options that are set.
 *
 * @throws for options that are no object, and for names that the factory does not have
 */
export function optionsOf<O extends object>(
  factory: string,
  options: O | undefined,
  names: OptionNames<O>,
  remedyFor: OptionRemedy = () => undefined,
): Partial<O> {
  if (!has(options)) {
    return {};
  }
  const known = Object.keys(names);
  if (typeof options !== 'object' || Array.isArray(options)) {
    const property = `${factory} options`;
    refuse({ id: 'wrong-type', property, value: options, expected: 'an object', remedy: objectRemedy(options, known) });
  }
  const set = Object.entries(options as O).filter(([, value]) => has(value));
  for (const [name, value] of set) {
    if (!known.includes(name)) {
      refuse({
        id: 'unknown-field',
        property: `${factory} ${name}`,
        value,
        expected: `one of the options ${known.join(', ')}`,
        reason: 'it would be ignored silently',
        remedy: remedyFor(name, value) ?? lifetimeRemedy(name, known) ?? nearestName(name, known),
      });
    }
  }
  return Object.fromEntries(set) as Partial<O>;
}

function objectRemedy(options: unknown, [first]: readonly string[]): string {
  if (typeof options === 'string' && first === 'tableSize') {
    return 'write all names as one list';
  }
  const isPlain = ['string', 'number', 'boolean'].includes(typeof options);
  return isPlain ? `write { ${first}: ${JSON.stringify(options)} }` : 'write an object';
}

function lifetimeRemedy(name: string, known: readonly string[]): string | undefined {
  const isLifetime = known.includes('ttl') && LIFETIMES.includes(name.toLowerCase().replace(/[-_]/g, ''));
  return isLifetime ? 'write ttl: Duration.seconds(…)' : undefined;
}

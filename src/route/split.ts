import { chunk, itemsOf } from './lists';

const MOST_HOSTNAMES = 16;
const MOST_RULES = 16;
const MOST_MATCHES = 127;

/** The hostnames and rules of one route, and what its name has behind the base name. */
export interface RoutePart<R> {
  readonly suffix: string;
  readonly hostnames: string[] | undefined;
  readonly rules: R[];
}

/**
 * Splits what one route cannot hold over several, each with all rules for some hostnames or some rules for all.
 *
 * The name of a part depends only on the position of its hostnames (`-1`, …) and of its rules (`-r1`, …), so that
 * appending a hostname or a rule renames nothing.
 */
export function splitRoute<R extends { readonly matches?: readonly unknown[] }>(
  hostnames: readonly string[] | undefined,
  rules: readonly R[],
): RoutePart<R>[] {
  const hostnameParts = hostnames?.length ? chunk(hostnames, MOST_HOSTNAMES) : [undefined];
  return hostnameParts.flatMap((hostnamePart, h) =>
    splitRules(rules).map((rulePart, r) => ({
      suffix: (h ? `-${h}` : '') + (r ? `-r${r}` : ''),
      hostnames: hostnamePart,
      rules: rulePart,
    })),
  );
}

/** Fills one part after the other, so that appending a rule leaves all parts but the last as they were. */
export function splitRules<R extends { readonly matches?: readonly unknown[] }>(rules: readonly R[]): R[][] {
  const parts: R[][] = [];
  let matches = Number.POSITIVE_INFINITY;
  for (const rule of rules) {
    // A rule without matches gets one of the API server, which matches everything.
    const added = itemsOf(rule.matches).length || 1;
    const last = parts.at(-1);
    if (last === undefined || last.length === MOST_RULES || matches + added > MOST_MATCHES) {
      parts.push([rule]);
      matches = added;
    } else {
      last.push(rule);
      matches += added;
    }
  }
  return parts;
}

import { chunk } from '../collections';
import { suffixedName } from '../input/names';
import type { RouteInput } from '../input/route-input';
import type { RuleInput } from '../input/rule-input';
import { routeExplanation } from './explanation';
import type { RenderedRule, RouteSpec } from './object-spec';
import { sessionsRules } from './sessions-rules';
import { splitRules } from './split';
import { stickyRule } from './sticky-rule';

/** The most hostnames of a route. */
export const MOST_HOSTNAMES = 16;

const IDS = { HTTPRoute: 'HttpRoute', GRPCRoute: 'GrpcRoute' } as const;

/** Some rules of a route for some of its hostnames. */
interface RoutePart {
  readonly suffix: string;
  readonly isForSessions: boolean;
  readonly hostnames: readonly string[] | undefined;
  readonly rules: readonly RenderedRule[];
}

/**
 * The routes of one kind: the rules of the author, followed by the routes for requests with a session.
 *
 * Hostnames and rules that one route cannot hold are split. The name of a part depends only on the position of its hostnames
 * (`-1`, …) and of its rules (`-r1`, …), so appending a hostname or a rule renames no route.
 */
export function routes(
  kind: RouteSpec['kind'],
  rules: readonly RuleInput[],
  { parentRefs, hostnames }: RouteInput,
): RouteSpec[] {
  return [...authorParts(hostnames, rules), ...sessionsParts(hostnames, rules)].map((part) => ({
    kind,
    id: IDS[kind] + part.suffix,
    annotations: routeExplanation(part.rules, part.isForSessions),
    rules: part.rules,
    nameOf: (firstName) => suffixedName(firstName, part.suffix),
    specOf: () => ({ parentRefs, hostnames: part.hostnames, rules: part.rules.map(({ rule }) => rule) }),
  }));
}

function authorParts(hostnames: readonly string[] | undefined, rules: readonly RuleInput[]): RoutePart[] {
  return split(hostnames, rules, (source) => [{ source, rule: stickyRule(source) }]);
}

function sessionsParts(hostnames: readonly string[] | undefined, rules: readonly RuleInput[]): RoutePart[] {
  const sessions = sessionsRules(rules);
  if (sessions.length === 0) {
    return [];
  }
  // Each in the part of the rule that it belongs to, as the order of rules holds only within a route.
  return split(hostnames, rules, (source) => sessions.filter((each) => each.source === source))
    .filter((part) => part.rules.length > 0)
    .map((part) => ({ ...part, isForSessions: true, suffix: `-sessions${part.suffix}` }));
}

function split(
  hostnames: readonly string[] | undefined,
  rules: readonly RuleInput[],
  render: (source: RuleInput) => readonly RenderedRule[],
): RoutePart[] {
  const hostnameParts = hostnames?.length ? chunk(hostnames, MOST_HOSTNAMES) : [undefined];
  return hostnameParts.flatMap((hostnamePart, h) =>
    splitRules(rules).map((rulePart, r) => ({
      suffix: (h ? `-${h}` : '') + (r ? `-r${r}` : ''),
      isForSessions: false,
      hostnames: hostnamePart,
      rules: rulePart.flatMap(render),
    })),
  );
}

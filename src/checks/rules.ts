import type { GrpcRouteSpecRules, HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { areTied, grpcConditions, httpConditions, type MatchConditions, tieKey } from '../route/precedence';
import { splitRules } from '../route/split';
import { hashesOverWeights } from '../route/sticky-rule';
import type { Problem } from './problem';
import type { CheckedProps } from './props';

const HTTP_RULE = SCHEMA.HTTPRoute?.fields?.rules?.items as Field;
const GRPC_RULE = SCHEMA.GRPCRoute?.fields?.rules?.items as Field;

/** The first Envoy Gateway that chooses between weighted backends by the hash. */
const WEIGHTS_SINCE = '1.9';

type Rule = HttpRouteSpecRules | GrpcRouteSpecRules;

/** A match with the place where it stands. */
interface PlacedMatch {
  readonly property: string;
  readonly conditions: MatchConditions;
  readonly part: number;
}

export function checkRules(props: CheckedProps): Problem[] {
  const { http = [], grpc = [], target } = props;
  if (http.length === 0 && grpc.length === 0) {
    return [
      {
        property: 'http',
        value: http,
        allowed: 'at least one rule in http or grpc',
        remedy: 'write [{ backendRefs: [{ name: "<service>", port: 80 }] }]',
      },
    ];
  }
  return [
    ...http.flatMap((rule, i) => checkField(HTTP_RULE, rule, `http[${i}]`, target)),
    ...grpc.flatMap((rule, i) => checkField(GRPC_RULE, rule, `grpc[${i}]`, target)),
    ...checkRuleNames('http', http),
    ...checkRuleNames('grpc', grpc),
    ...checkOwnPersistence('http', http),
    ...checkOwnPersistence('grpc', grpc),
    ...checkWeights('http', http, props),
    ...checkWeights('grpc', grpc, props),
    ...checkTies('http', http, httpConditions),
    ...checkTies('grpc', grpc, grpcConditions),
  ];
}

function checkRuleNames(property: string, rules: readonly Rule[]): Problem[] {
  const seen = new Map<string, number>();
  return rules.flatMap(({ name }, i) => {
    const first = name === undefined ? undefined : seen.get(name);
    if (name !== undefined && first === undefined) {
      seen.set(name, i);
    }
    return first === undefined
      ? []
      : {
          property: `${property}[${i}].name`,
          value: name,
          allowed: `a name other than that of ${property}[${first}]`,
          remedy: 'rename one of the two',
        };
  });
}

function checkOwnPersistence(property: string, rules: readonly Rule[]): Problem[] {
  return rules.flatMap(({ sessionPersistence }, i) =>
    sessionPersistence
      ? {
          property: `${property}[${i}].sessionPersistence`,
          value: sessionPersistence,
          allowed: 'nothing, as the stickiness sets it',
          remedy:
            property === 'http'
              ? 'use Stickiness.sessionCookie() or Stickiness.sessionHeader(), in ruleStickiness for this rule alone'
              : 'use Stickiness.header(), as Envoy Gateway ignores session persistence on gRPC',
        }
      : [],
  );
}

function checkWeights(
  property: string,
  rules: readonly Rule[],
  { stickiness, ruleStickiness, target }: CheckedProps,
): Problem[] {
  if (target._has(WEIGHTS_SINCE)) {
    return [];
  }
  const ofRules = new Map(Object.entries(ruleStickiness ?? {}));
  return rules.flatMap((rule, i) =>
    hashesOverWeights(rule, ofRules.get(rule.name ?? '') ?? stickiness)
      ? {
          property: `${property}[${i}].backendRefs`,
          value: rule.backendRefs?.map(({ name, weight }) => ({ name, weight })),
          allowed: `one backend for a hash on Envoy Gateway ${target.version}, which ignores weights under it`,
          remedy: `use Stickiness.sessionCookie() for HTTP, or set target to EnvoyGatewayVersion.V${WEIGHTS_SINCE.replace('.', '_')}`,
        }
      : [],
  );
}

/**
 * Rules of one route are in order; between routes the older and then the alphabetically first one wins. So no two matches
 * may come into different routes that only their order tells apart.
 */
function checkTies<M>(
  property: string,
  rules: readonly { readonly matches?: readonly M[] }[],
  conditionsOf: (match: M) => MatchConditions,
): Problem[] {
  const parts = splitRules(rules);
  if (parts.length < 2) {
    return [];
  }
  const candidates = new Map<string, PlacedMatch[]>();
  return placedMatches(property, parts, conditionsOf).flatMap((match) => {
    const key = tieKey(match.conditions);
    const alike = candidates.get(key) ?? [];
    candidates.set(key, alike);
    const rival = alike.find(({ part, conditions }) => part !== match.part && areTied(conditions, match.conditions));
    alike.push(match);
    return rival
      ? {
          property: match.property,
          value: match.conditions,
          allowed: `no match that only its order tells apart from ${rival.property}, as the two come into different routes`,
          remedy: 'merge the two rules, move them next to each other, or make one match more specific',
        }
      : [];
  });
}

function placedMatches<M>(
  property: string,
  parts: readonly (readonly { readonly matches?: readonly M[] }[])[],
  conditionsOf: (match: M) => MatchConditions,
): PlacedMatch[] {
  const rules = parts.flatMap((part, i) => part.map((rule) => ({ rule, part: i })));
  return rules.flatMap(({ rule, part }, r) => {
    const matches = rule.matches?.length ? rule.matches : [{} as M];
    return matches.map((match, m) => ({
      property: `${property}[${r}].matches[${m}]`,
      conditions: conditionsOf(match),
      part,
    }));
  });
}

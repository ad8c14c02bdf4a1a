import {
  type HttpRouteSpecRules,
  HttpRouteSpecRulesMatchesPathType as PathType,
  HttpRouteSpecRulesSessionPersistenceType as PersistenceType,
} from '../../imports/gateway.networking.k8s.io';
import { inspect } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { checkLimits } from '../limits/limits';
import { RULE_LIMITS } from '../limits/rule-limits';
import type { Problem } from '../problem';
import { collect, itemsOf } from '../route/lists';
import { type BackendRef, hashesOverWeights, type Rule, type RuleFilter } from '../route/sticky-rule';
import type { CheckedProps, PlacedRule } from './checked-props';

const HTTP_RULE = SCHEMA.HTTPRoute?.fields?.rules?.items as Field;
const GRPC_RULE = SCHEMA.GRPCRoute?.fields?.rules?.items as Field;

/** The first Envoy Gateway that chooses between weighted backends by the hash. */
const WEIGHTS_SINCE = '1.9';

const CHECKS: readonly ((rule: PlacedRule, target: EnvoyGatewayVersion) => Problem[])[] = [
  checkFields,
  checkOwnPersistence,
  checkBackends,
  checkWeights,
  checkCookiePaths,
];

export function checkRules({ http = [], grpc = [], rules, target }: CheckedProps): Problem[] {
  if (rules.length === 0) {
    return [
      {
        property: 'http',
        value: http,
        allowed: 'at least one rule in http or grpc',
        remedy: 'write [{ backendRefs: [{ name: "<service>", port: 80 }] }]',
      },
    ];
  }
  const ofEach = collect(rules, (rule) => collect(CHECKS, (check) => check(rule, target)));
  return ofEach.concat(checkRuleNames('http', http), checkRuleNames('grpc', grpc));
}

function checkFields({ property, rule, isGrpc }: PlacedRule, target: EnvoyGatewayVersion): Problem[] {
  const { problems, unresolved } = inspect(isGrpc ? GRPC_RULE : HTTP_RULE, rule, property, target);
  return problems.length === 0 && unresolved === 0 ? checkLimits(RULE_LIMITS, rule, property, target) : problems;
}

function checkRuleNames(property: string, rules: readonly Rule[]): Problem[] {
  if (rules.length < 2) {
    return [];
  }
  const firsts = new Map<string, number>();
  return rules.flatMap(({ name }, i) => {
    const first = name === undefined ? undefined : firsts.get(name);
    if (first !== undefined) {
      return {
        property: `${property}[${i}].name`,
        value: name,
        allowed: `a name other than that of ${property}[${first}]`,
        remedy: 'rename one of the two',
      };
    }
    if (name !== undefined) {
      firsts.set(name, i);
    }
    return [];
  });
}

function checkOwnPersistence({ property, rule: { sessionPersistence }, isGrpc }: PlacedRule): Problem[] {
  return sessionPersistence
    ? [
        {
          property: `${property}.sessionPersistence`,
          value: sessionPersistence,
          allowed: 'nothing, as the stickiness sets it',
          remedy: isGrpc
            ? 'use Stickiness.header(), as Envoy Gateway ignores session persistence on gRPC'
            : 'use Stickiness.sessionCookie() or Stickiness.sessionHeader(), in ruleStickiness for this rule alone',
        },
      ]
    : [];
}

/** The path of a session cookie is that of the match as it is written, so that no browser sends one for a pattern. */
function checkCookiePaths({ property, rule, stickiness: { _parts } }: PlacedRule): Problem[] {
  return _parts.sessionPersistence?.type === PersistenceType.COOKIE
    ? itemsOf((rule as HttpRouteSpecRules).matches).flatMap(({ path }, m) =>
        path?.type === PathType.REGULAR_EXPRESSION && !/^[-/\w]*$/.test(path.value ?? '')
          ? {
              property: `${property}.matches[${m}].path`,
              value: path,
              allowed: 'a prefix or an exact path with a session cookie, whose path it becomes',
              remedy: 'use PathPrefix or Exact, or another stickiness for this rule',
            }
          : [],
      )
    : [];
}

/** What a rule without backends may end with instead. */
const ENDING_FILTERS = ['RequestRedirect', 'ExtensionRef'];

function checkBackends({ property, rule: { backendRefs, filters } }: PlacedRule): Problem[] {
  const served = itemsOf<BackendRef>(backendRefs).some(({ weight }) => weight !== 0);
  const isList = backendRefs === undefined || Array.isArray(backendRefs);
  return served || !isList || itemsOf<RuleFilter>(filters).some(({ type }) => ENDING_FILTERS.includes(type))
    ? []
    : [
        {
          property: `${property}.backendRefs`,
          value: backendRefs,
          allowed: 'a backend with a weight other than 0, as the rule answers 500 to every request otherwise',
          remedy: `name a Service, or end the rule with a filter ${ENDING_FILTERS.join(' or ')}`,
        },
      ];
}

function checkWeights({ property, rule, stickiness }: PlacedRule, target: EnvoyGatewayVersion): Problem[] {
  return !target._has(WEIGHTS_SINCE) && hashesOverWeights(rule, stickiness)
    ? [
        {
          property: `${property}.backendRefs`,
          value: itemsOf<BackendRef>(rule.backendRefs).map(({ name, weight }) => ({ name, weight })),
          allowed: `one backend for a hash on Envoy Gateway ${target.version}, which ignores weights under it`,
          remedy: `use Stickiness.sessionCookie() for HTTP, or set target to EnvoyGatewayVersion.V${WEIGHTS_SINCE.replace('.', '_')}`,
        },
      ]
    : [];
}

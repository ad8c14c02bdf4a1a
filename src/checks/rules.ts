import {
  type GrpcRouteSpecRules,
  type HttpRouteSpecRules,
  type HttpRouteSpecRulesMatches,
  HttpRouteSpecRulesMatchesPathType as PathType,
  HttpRouteSpecRulesSessionPersistenceType as PersistenceType,
} from '../../imports/gateway.networking.k8s.io';
import { checkField, isKnown } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Problem } from '../problem';
import { itemsOf } from '../route/lists';
import { type BackendRef, hashesOverWeights } from '../route/sticky-rule';
import type { CheckedProps } from './checked-props';
import { checkControls, checkLimits } from './limits';
import { RULE_LIMITS } from './rule-limits';

const HTTP_RULE = SCHEMA.HTTPRoute?.fields?.rules?.items as Field;
const GRPC_RULE = SCHEMA.GRPCRoute?.fields?.rules?.items as Field;

/** The first Envoy Gateway that chooses between weighted backends by the hash. */
const WEIGHTS_SINCE = '1.9';

type Rule = HttpRouteSpecRules | GrpcRouteSpecRules;

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
    ...http.flatMap((rule, i) => checkRule(HTTP_RULE, rule, `http[${i}]`, target)),
    ...grpc.flatMap((rule, i) => checkRule(GRPC_RULE, rule, `grpc[${i}]`, target)),
    ...checkRuleNames('http', http),
    ...checkRuleNames('grpc', grpc),
    ...checkOwnPersistence('http', http),
    ...checkOwnPersistence('grpc', grpc),
    ...checkBackends('http', http),
    ...checkBackends('grpc', grpc),
    ...checkWeights('http', http, props),
    ...checkWeights('grpc', grpc, props),
    ...checkCookiePaths(http, props),
  ];
}

function checkRule(field: Field, rule: Rule, property: string, target: EnvoyGatewayVersion): Problem[] {
  const problems = checkField(field, rule, property, target);
  return problems.length === 0 && isKnown(rule)
    ? [...checkLimits(RULE_LIMITS, rule, property), ...checkControls(rule, property)]
    : problems;
}

function checkRuleNames(property: string, rules: readonly Rule[]): Problem[] {
  return rules.flatMap(({ name }, i) => {
    const first = rules.findIndex((rule) => rule.name === name);
    return name === undefined || first === i
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

/** The path of a session cookie is that of the match as it is written, so that no browser sends one for a pattern. */
function checkCookiePaths(rules: readonly HttpRouteSpecRules[], { stickinessOf }: CheckedProps): Problem[] {
  return rules.flatMap((rule, r) =>
    stickinessOf(rule)._parts.sessionPersistence?.type === PersistenceType.COOKIE
      ? itemsOf<HttpRouteSpecRulesMatches>(rule.matches).flatMap(({ path }, m) =>
          path?.type === PathType.REGULAR_EXPRESSION && !/^[-/\w]*$/.test(path.value ?? '')
            ? {
                property: `http[${r}].matches[${m}].path`,
                value: path,
                allowed: 'a prefix or an exact path with a session cookie, whose path it becomes',
                remedy: 'use PathPrefix or Exact, or another stickiness for this rule',
              }
            : [],
        )
      : [],
  );
}

/** What a rule without backends may end with instead. */
const ENDING_FILTERS = ['RequestRedirect', 'ExtensionRef'];

function checkBackends(property: string, rules: readonly Rule[]): Problem[] {
  return rules.flatMap(({ backendRefs, filters }, i) => {
    const served = itemsOf<BackendRef>(backendRefs).some(({ weight }) => weight !== 0);
    const ended = itemsOf<{ readonly type: string }>(filters).some(({ type }) => ENDING_FILTERS.includes(type));
    const isList = backendRefs === undefined || Array.isArray(backendRefs);
    return served || ended || !isList
      ? []
      : {
          property: `${property}[${i}].backendRefs`,
          value: backendRefs,
          allowed: 'a backend with a weight other than 0, as the rule answers 500 to every request otherwise',
          remedy: `name a Service, or end the rule with a filter ${ENDING_FILTERS.join(' or ')}`,
        };
  });
}

function checkWeights(property: string, rules: readonly Rule[], { stickinessOf, target }: CheckedProps): Problem[] {
  if (target._has(WEIGHTS_SINCE)) {
    return [];
  }
  return rules.flatMap((rule, i) =>
    hashesOverWeights(rule, stickinessOf(rule))
      ? {
          property: `${property}[${i}].backendRefs`,
          value: itemsOf<BackendRef>(rule.backendRefs).map(({ name, weight }) => ({ name, weight })),
          allowed: `one backend for a hash on Envoy Gateway ${target.version}, which ignores weights under it`,
          remedy: `use Stickiness.sessionCookie() for HTTP, or set target to EnvoyGatewayVersion.V${WEIGHTS_SINCE.replace('.', '_')}`,
        }
      : [],
  );
}

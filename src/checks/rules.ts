import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { withLimits } from '../limits/limits';
import { RULE_LIMITS } from '../limits/rule-limits';
import { entryOf } from '../maps';
import type { Report } from '../problem';
import { itemsOf } from '../route/lists';
import type { BackendRef, Rule, RuleFilter } from '../route/rule';
import type { CheckedProps, PlacedRule } from './checked-props';

const HTTP_RULE = withLimits(SCHEMA.HTTPRoute?.fields?.rules?.items as Field, RULE_LIMITS);
const GRPC_RULE = withLimits(SCHEMA.GRPCRoute?.fields?.rules?.items as Field, RULE_LIMITS);

/** The first Envoy Gateway that chooses between weighted backends by the hash. */
const WEIGHTS_SINCE = '1.9';

export function checkRules({ http = [], grpc = [], rules, target }: CheckedProps, report: Report): void {
  if (rules.length === 0) {
    report({
      property: 'http',
      value: http,
      allowed: 'at least one rule in http or grpc',
      remedy: 'write [{ backendRefs: [{ name: "<service>", port: 80 }] }]',
    });
  }
  rules.forEach((each) => {
    const { property, rule, isGrpc } = each;
    checkField(isGrpc ? GRPC_RULE : HTTP_RULE, rule, property, target, report);
    checkOwnPersistence(each, report);
    checkBackends(each, report);
    checkWeights(each, target, report);
  });
  checkRuleNames('http', http, report);
  checkRuleNames('grpc', grpc, report);
}

function checkRuleNames(property: string, rules: readonly Rule[], report: Report): void {
  if (rules.length < 2) {
    return;
  }
  const firsts = new Map<string, number>();
  rules.forEach(({ name }, i) => {
    const first = name === undefined ? i : entryOf(firsts, name, () => i);
    if (first < i) {
      report({
        property: `${property}[${i}].name`,
        value: name,
        allowed: `a name other than that of ${property}[${first}]`,
        remedy: 'rename one of the two',
      });
    }
  });
}

function checkOwnPersistence({ property, rule: { sessionPersistence }, stickiness }: PlacedRule, report: Report): void {
  if (sessionPersistence && stickiness._parts.loadBalancer) {
    report({
      property: `${property}.sessionPersistence`,
      value: sessionPersistence,
      allowed: 'no sessionPersistence beside a stickiness, of which Envoy Gateway would apply one',
      remedy: 'use Stickiness.sessionCookie() or Stickiness.sessionHeader(), or Stickiness.none() for this rule',
    });
  }
}

/** What a rule without backends may end with instead. */
const ENDING_FILTERS = ['RequestRedirect', 'ExtensionRef'];

function checkBackends({ property, rule: { backendRefs, filters } }: PlacedRule, report: Report): void {
  const isList = backendRefs === undefined || Array.isArray(backendRefs);
  const isServed = itemsOf<BackendRef>(backendRefs).some(({ weight }) => weight !== 0);
  if (isList && !isServed && !itemsOf<RuleFilter>(filters).some(({ type }) => ENDING_FILTERS.includes(type))) {
    report({
      property: `${property}.backendRefs`,
      value: backendRefs,
      allowed: 'a backend with a weight other than 0, as the rule answers 500 to every request otherwise',
      remedy: `name a Service, or end the rule with a filter ${ENDING_FILTERS.join(' or ')}`,
    });
  }
}

function checkWeights({ property, rule, stickiness }: PlacedRule, target: EnvoyGatewayVersion, report: Report): void {
  const backendRefs = itemsOf<BackendRef>(rule.backendRefs);
  const isShared = backendRefs.filter(({ weight }) => weight !== 0).length > 1;
  if (isShared && stickiness._parts.loadBalancer?.consistentHash && !target._has(WEIGHTS_SINCE)) {
    report({
      property: `${property}.backendRefs`,
      value: backendRefs.map(({ name, weight }) => ({ name, weight })),
      allowed: `one backend for a hash on Envoy Gateway ${target.version}, which ignores weights under it`,
      remedy: `use Stickiness.sessionCookie() or Stickiness.sessionHeader(), or set target to EnvoyGatewayVersion.V${WEIGHTS_SINCE.replace('.', '_')}`,
    });
  }
}

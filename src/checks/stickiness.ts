import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Problem } from '../problem';
import { SessionMechanism } from '../stickiness/server-session';
import type { Stickiness } from '../stickiness/stickiness';
import type { CheckedProps, PlacedRule } from './checked-props';

/** Without its rules, to which all keeps that the factories make. */
const LOAD_BALANCER: Field = { ...SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer, rules: [] };

/** The first Envoy Gateway whose extension policies can be for single rules. */
const RULE_CODE_SINCE = '1.6';

/** Whether each stickiness has rules, and suits them and the Envoy Gateway that it is for. */
export function checkStickiness(props: CheckedProps): Problem[] {
  const { stickiness, ruleStickiness, rules, target } = props;
  const isForGrpc = rules.some((each) => each.isGrpc && each.stickiness === stickiness);
  const problems = checkTarget('stickiness', stickiness, target).concat(checkGrpc('stickiness', stickiness, isForGrpc));
  if (!ruleStickiness) {
    return problems;
  }
  const ofRules = Object.entries(ruleStickiness).flatMap(([name, ofRule]) => {
    const property = `ruleStickiness[${JSON.stringify(name)}]`;
    return [
      ...checkRuleExists(property, name, rules),
      ...checkTarget(property, ofRule, target),
      ...checkRuleCode(property, ofRule, target),
      ...checkGrpc(
        property,
        ofRule,
        rules.some(({ isGrpc, rule }) => isGrpc && rule.name === name),
      ),
    ];
  });
  return [...problems, ...ofRules];
}

/** The newest Envoy Gateway has all that the factories use. */
function checkTarget(property: string, { _parts }: Stickiness, target: EnvoyGatewayVersion): Problem[] {
  if (target === EnvoyGatewayVersion.V1_9) {
    return [];
  }
  const [problem] = checkField(LOAD_BALANCER, _parts.loadBalancer, property, target);
  return problem ? [{ ...problem, property }] : [];
}

function checkRuleCode(property: string, { _parts: { lua } }: Stickiness, target: EnvoyGatewayVersion): Problem[] {
  return lua && !target._has(RULE_CODE_SINCE)
    ? [
        {
          property,
          value: SessionMechanism.ENDPOINT_OVERRIDE,
          allowed: `no Lua for single rules on Envoy Gateway ${target.version}`,
          remedy: `write it in stickiness for all rules, or set target to EnvoyGatewayVersion.V${RULE_CODE_SINCE.replace('.', '_')}`,
        },
      ]
    : [];
}

function checkGrpc(
  property: string,
  { _parts: { sessionPersistence, routePatch } }: Stickiness,
  isForGrpc: boolean,
): Problem[] {
  if (!sessionPersistence || !isForGrpc) {
    return [];
  }
  return routePatch
    ? [
        {
          property,
          value: SessionMechanism.ENVELOPE,
          allowed: 'SessionMechanism.ENDPOINT_OVERRIDE for gRPC rules, which have no session persistence to patch',
          remedy: 'write SessionMechanism.ENDPOINT_OVERRIDE, in ruleStickiness for the gRPC rules alone',
        },
      ]
    : [
        {
          property,
          value: sessionPersistence,
          allowed: 'a hash or serverSession for gRPC rules, as Envoy Gateway ignores session persistence on them',
          remedy: 'use Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone',
        },
      ];
}

function checkRuleExists(property: string, name: string, rules: readonly PlacedRule[]): Problem[] {
  const known = [...new Set(rules.flatMap(({ rule }) => rule.name ?? []))];
  return known.includes(name)
    ? []
    : [
        {
          property,
          value: name,
          allowed: known.length ? `the name of a rule: ${known.join(', ')}` : 'the name of a rule, and no rule has one',
          remedy: 'name the rule so, or write its name here',
        },
      ];
}

import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Problem, Report } from '../problem';
import { SessionMechanism } from '../stickiness/server-session';
import type { Stickiness } from '../stickiness/stickiness';
import type { CheckedProps, PlacedRule } from './checked-props';

/** Without its rules, to which all keeps that the factories make. */
const LOAD_BALANCER: Field = { ...SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer, rules: [] };

/** The first Envoy Gateway whose extension policies can be for single rules. */
const RULE_CODE_SINCE = '1.6';

/** Whether each stickiness has rules, and suits them and the Envoy Gateway that it is for. */
export function checkStickiness({ stickiness, ruleStickiness, rules, target }: CheckedProps, report: Report): void {
  const isForGrpc = rules.some((each) => each.isGrpc && each.stickiness === stickiness);
  checkTarget('stickiness', stickiness, target, report);
  checkGrpc('stickiness', stickiness, isForGrpc, report);
  if (!ruleStickiness) {
    return;
  }
  for (const [name, ofRule] of Object.entries(ruleStickiness)) {
    const property = `ruleStickiness[${JSON.stringify(name)}]`;
    const isGrpc = rules.some((each) => each.isGrpc && each.rule.name === name);
    checkRuleExists(property, name, rules, report);
    checkTarget(property, ofRule, target, report);
    checkRuleCode(property, ofRule, target, report);
    checkGrpc(property, ofRule, isGrpc, report);
  }
}

/** The newest Envoy Gateway has all that the factories use. */
function checkTarget(property: string, { _parts }: Stickiness, target: EnvoyGatewayVersion, report: Report): void {
  if (target === EnvoyGatewayVersion.V1_9) {
    return;
  }
  const problems: Problem[] = [];
  checkField(LOAD_BALANCER, _parts.loadBalancer, property, target, (problem) => problems.push(problem));
  const [problem] = problems;
  if (problem) {
    report({ ...problem, property });
  }
}

function checkRuleCode(
  property: string,
  { _parts: { lua } }: Stickiness,
  target: EnvoyGatewayVersion,
  report: Report,
): void {
  if (lua && !target._has(RULE_CODE_SINCE)) {
    report({
      property,
      value: SessionMechanism.ENDPOINT_OVERRIDE,
      allowed: `no Lua for single rules on Envoy Gateway ${target.version}`,
      remedy: `write it in stickiness for all rules, or set target to EnvoyGatewayVersion.V${RULE_CODE_SINCE.replace('.', '_')}`,
    });
  }
}

function checkGrpc(
  property: string,
  { _parts: { sessionPersistence, routePatch } }: Stickiness,
  isForGrpc: boolean,
  report: Report,
): void {
  if (!sessionPersistence || !isForGrpc) {
    return;
  }
  if (routePatch) {
    report({
      property,
      value: SessionMechanism.ENVELOPE,
      allowed: 'SessionMechanism.ENDPOINT_OVERRIDE for gRPC rules, which have no session persistence to patch',
      remedy: 'write SessionMechanism.ENDPOINT_OVERRIDE, in ruleStickiness for the gRPC rules alone',
    });
  } else {
    report({
      property,
      value: sessionPersistence,
      allowed: 'a hash or serverSession for gRPC rules, as Envoy Gateway ignores session persistence on them',
      remedy: 'use Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone',
    });
  }
}

function checkRuleExists(property: string, name: string, rules: readonly PlacedRule[], report: Report): void {
  const known = new Set(rules.flatMap(({ rule }) => rule.name ?? []));
  if (!known.has(name)) {
    report({
      property,
      value: name,
      allowed: known.size ? `the name of a rule: ${[...known].join(', ')}` : 'the name of a rule, and no rule has one',
      remedy: 'name the rule so, or write its name here',
    });
  }
}

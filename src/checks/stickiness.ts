import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Problem, Report } from '../problem';
import type { Stickiness } from '../stickiness/stickiness';
import type { CheckedProps, PlacedRule } from './checked-props';

/** Without its rules, to which all keeps that the factories make. */
const LOAD_BALANCER: Field = { ...SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer, rules: [] };

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

/** What gRPC requests do not have: cookies, as their clients keep none, and a path of the application's own. */
function checkGrpc(
  property: string,
  { _parts: { pin, path, members = [] } }: Stickiness,
  isForGrpc: boolean,
  report: Report,
): void {
  if (!isForGrpc) {
    return;
  }
  if (pin?.cookie) {
    report({
      property,
      value: 'Stickiness.sessionCookie()',
      allowed: 'a stickiness without cookies for gRPC rules, as gRPC clients keep none',
      remedy:
        'use Stickiness.sessionHeader() or Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone',
    });
  }
  if (path ?? members.find((member) => member.path)) {
    report({
      property,
      value: 'Stickiness.path()',
      allowed: 'a stickiness without path() for gRPC rules, whose path is the method',
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
      remedy: 'give a rule this name, or use the name of a rule here',
    });
  }
}

import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Problem } from '../problem';
import type { Stickiness } from '../stickiness/stickiness';
import type { CheckedProps } from './checked-props';

const LOAD_BALANCER = SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer as Field;

/** Whether each stickiness has rules, and suits them and the Envoy Gateway that it is for. */
export function checkStickiness(props: CheckedProps): Problem[] {
  const { stickiness, ruleStickiness = {}, http = [], grpc = [], target, stickinessOf } = props;
  const names = [...http, ...grpc].map(({ name }) => name);
  return [
    ...checkTarget('stickiness', stickiness, target),
    ...checkGrpc(
      'stickiness',
      stickiness,
      grpc.some((rule) => stickinessOf(rule) === stickiness),
    ),
    ...Object.entries(ruleStickiness).flatMap(([name, ofRule]) => {
      const property = `ruleStickiness[${JSON.stringify(name)}]`;
      return [
        ...checkRuleExists(property, name, names),
        ...checkTarget(property, ofRule, target),
        ...checkGrpc(
          property,
          ofRule,
          grpc.some((rule) => rule.name === name),
        ),
      ];
    }),
  ];
}

function checkTarget(property: string, { _loadBalancer }: Stickiness, target: EnvoyGatewayVersion): Problem[] {
  const [problem] = checkField(LOAD_BALANCER, _loadBalancer, property, target);
  return problem ? [{ ...problem, property }] : [];
}

function checkGrpc(property: string, { _sessionPersistence }: Stickiness, isForGrpc: boolean): Problem[] {
  return _sessionPersistence && isForGrpc
    ? [
        {
          property,
          value: _sessionPersistence,
          allowed: 'a hash for gRPC rules, as Envoy Gateway ignores session persistence on them',
          remedy: 'use Stickiness.header() with a metadata key, in ruleStickiness for the gRPC rules alone',
        },
      ]
    : [];
}

function checkRuleExists(property: string, name: string, names: readonly (string | undefined)[]): Problem[] {
  const known = [...new Set(names.filter((one) => one !== undefined))];
  return names.includes(name)
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

import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Stickiness } from '../stickiness/stickiness';
import type { Problem } from './problem';
import type { CheckedProps } from './props';

const LOAD_BALANCER = SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer as Field;

/** Whether each stickiness has rules, and suits them and the Envoy Gateway that it is for. */
export function checkStickiness({
  stickiness,
  ruleStickiness = {},
  http = [],
  grpc = [],
  target,
}: CheckedProps): Problem[] {
  const httpNames = http.map(({ name }) => name);
  const grpcNames = grpc.map(({ name }) => name);
  const isOwn = (name: string | undefined) => name !== undefined && Object.hasOwn(ruleStickiness, name);
  return [
    ...checkTarget('stickiness', stickiness, target),
    ...checkGrpc('stickiness', stickiness, !grpcNames.every(isOwn)),
    ...Object.entries(ruleStickiness).flatMap(([name, ofRule]) => {
      const property = `ruleStickiness[${JSON.stringify(name)}]`;
      return [
        ...checkRuleExists(property, name, [...httpNames, ...grpcNames]),
        ...checkTarget(property, ofRule, target),
        ...checkGrpc(property, ofRule, grpcNames.includes(name)),
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

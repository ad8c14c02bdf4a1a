import { Stickiness, type StickyGatewayRouteProps } from '../../src';
import { HTTP } from './chart';
import { errorsOf } from './findings';

/** A field, with objects that Envoy Gateway and Envoy accept and others that they refuse or that do not work. */
export type LimitCase = readonly [path: string, good: readonly object[], bad: readonly object[]];

/** Tests that policies are checked beyond what the CRD says. */
export function testPolicyLimits(cases: readonly LimitCase[]): void {
  testLimits('trafficPolicy', cases, (trafficPolicy) => ({ trafficPolicy, stickiness: Stickiness.none() }));
}

/** Tests that HTTP rules are checked beyond what the CRD says. */
export function testRuleLimits(cases: readonly LimitCase[]): void {
  testLimits('http[0]', cases, (rule) => ({ http: [{ ...HTTP[0], ...rule }] }));
}

function testLimits(
  property: string,
  cases: readonly LimitCase[],
  propsOf: (value: object) => Partial<StickyGatewayRouteProps>,
): void {
  const good = cases.flatMap(([path, values]) => values.map((value) => [`${property}.${path}`, value] as const));
  const bad = cases.flatMap(([path, , values]) => values.map((value) => [`${property}.${path}`, value] as const));

  test.each(good)('%s is accepted in %j', (_, value) => {
    expect(errorsOf(propsOf(value))).toEqual([]);
  });

  test.each(bad)('%s is refused in %j', (place, value) => {
    expect(errorsOf(propsOf(value))).toEqual([`envoy-limit ${place}`]);
  });
}

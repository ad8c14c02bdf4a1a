import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import { Stickiness } from '../../src';
import { problemsOf } from './chart';

/** Tests fields with policies that Envoy Gateway and Envoy take, and others that freeze the Gateway or do not work. */
export function testLimits(fields: [path: string, good: object[], bad: object[]][]): void {
  test.each(fields)('%s is checked beyond what the CRD says', (path, good, bad) => {
    const problems = (trafficPolicy: BackendTrafficPolicySpec) =>
      problemsOf({ trafficPolicy, stickiness: Stickiness.none() }).map((problem) => problem.split(': got ')[0]);
    for (const policy of good) expect(problems(policy)).toEqual([]);
    for (const policy of bad) expect(problems(policy)).toEqual([`trafficPolicy.${path}`]);
  });
}

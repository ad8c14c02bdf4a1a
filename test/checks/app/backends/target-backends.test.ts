import { EnvoyGatewayVersion, StickyPolicy } from '../../../../src';
import { findingsOfChart, service } from '../../../cases/web';
import { appChart, GATEWAY_API, raw, targetRef } from '../../../support/app';
import { A, B, HASH, weighted } from '../../fixtures';

function found(backendRefs: object[], target = EnvoyGatewayVersion.V1_9): string[] {
  const chart = appChart();
  raw(chart, 'wiki', GATEWAY_API, 'HTTPRoute', { rules: [{ backendRefs }] });
  new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki')], stickiness: HASH, target });
  service('b', { type: 'ExternalName' })(chart);
  return findingsOfChart(chart);
}

test('each backend without pods is an error', () => {
  expect(found([A])).toEqual([]);
  expect(found([A, B])).toEqual(['external-name spec.targetRefs[0]']);
});

test('weights need a filter, and Envoy Gateway 1.9', () => {
  const plain = weighted(90, 10).backendRefs;
  const filtered = plain.map((each) => ({ ...each, filters: [{ type: 'ExtensionRef' }] }));
  const { V1_8 } = EnvoyGatewayVersion;
  expect(found(plain)).toEqual(['target-weights spec.targetRefs[0]']);
  expect(found(filtered)).toEqual([]);
  expect(found(filtered, V1_8)).toEqual(['ignored-weights spec.targetRefs[0]']);
  expect(found(weighted(1, undefined).backendRefs, V1_8)).toEqual([]);
});

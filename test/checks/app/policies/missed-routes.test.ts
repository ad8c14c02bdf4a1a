import { StickyGatewayRoute } from '../../../../src';
import { appChart, ENVOY_GATEWAY, raw, targetRef, web } from '../../../support/app';
import { errorsOfApp, messagesOfApp } from '../../../support/findings';
import { HASH } from '../../fixtures';

const BACKENDS = [{ name: 'web', port: 80 }];
const RULES = Array.from({ length: 17 }, (_, i) => ({
  name: `r${i}`,
  matches: [{ path: { value: `/${i}` } }],
  backendRefs: BACKENDS,
}));

/** An app whose rules are split over the routes `web` and `web-r1`, with policies of these specs. */
function appOf(specs: readonly object[], props: object = {}) {
  const chart = appChart();
  web(chart, { metadata: { name: 'web', labels: { team: 'shop' } }, http: RULES, stickiness: HASH, ...props });
  specs.forEach((spec, i) => {
    raw(chart, `auth-${i}`, ENVOY_GATEWAY, 'SecurityPolicy', spec);
  });
  return chart;
}

test('the remedy is the reference that is missing', () => {
  const targetRefs = [targetRef('web')];
  const [message] = messagesOfApp(appOf([{ targetRefs }]));
  expect(message).toMatchObject({
    path: 'test/auth-0',
    remedy: expect.stringMatching(
      /^add { group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "web-r1" } to targetRefs,/,
    ),
  });
  expect(errorsOfApp(appOf([{ targetRefs: [...targetRefs, targetRef('web-r1')] }]))).toEqual([]);
});

test('one policy may name what another one misses', () => {
  const specs = [{ targetRefs: [targetRef('web')] }, { targetRef: targetRef('web-r1') }];
  expect(errorsOfApp(appOf(specs))).toEqual([]);
});

test('a selector finds all routes by the labels of the construct', () => {
  const targetSelectors = [{ kind: 'HTTPRoute', matchLabels: { team: 'shop' } }];
  expect(errorsOfApp(appOf([{ targetSelectors }]))).toEqual([]);
});

test('a policy for the HTTPRoute may leave out the GRPCRoute', () => {
  const grpc = [{ matches: [{ method: { service: 'a.B' } }], backendRefs: BACKENDS }];
  const http = [{ backendRefs: BACKENDS }];
  expect(errorsOfApp(appOf([{ targetRefs: [targetRef('web')] }], { http, grpc }))).toEqual([]);
});

test('it is acknowledged as the remedy says', () => {
  const chart = appOf([{ targetRefs: [targetRef('web-r1')] }]);
  expect(messagesOfApp(chart)[0]?.remedy).toMatch(
    /, or call StickyGatewayRoute\.acknowledge\(chart, \["missed-route"]\)$/,
  );
  StickyGatewayRoute.acknowledge(chart, ['missed-route']);
  expect(errorsOfApp(chart)).toEqual([]);
});

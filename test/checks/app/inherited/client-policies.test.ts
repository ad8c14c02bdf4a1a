import { Stickiness, StickyPolicy } from '../../../../src';
import { clientPolicy, findingsOf, findingsOfChart } from '../../../cases/web';
import { appChart, GATEWAY_API, raw, targetRef } from '../../../support/app';
import { printedWarnings } from '../../../support/findings';
import { FIRST_OF, HASH } from '../../fixtures';

const DETECTION = { clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } } };
const ADDRESS = Stickiness.sourceIp();

test('all headers with "_" of one stickiness are one warning', () => {
  expect(findingsOf({ stickiness: Stickiness.headers(['a_b', 'X-User', 'c_d']) })).toEqual(['underscore stickiness']);
  expect(printedWarnings()).toMatchObject([{ value: '"a_b, c_d"' }]);
});

test('members of firstOf() are judged one by one', () => {
  const stickiness = Stickiness.firstOf([Stickiness.header('x_user'), ADDRESS]);
  expect(findingsOf({ stickiness })).toEqual(['underscore stickiness', 'source-ip stickiness']);
  expect(findingsOf({ stickiness }, clientPolicy(DETECTION))).toEqual(['underscore stickiness']);
});

test.each(['RejectRequest', 'DropHeader'])('%s of headers with "_" does not allow them', (withUnderscoresAction) => {
  const policy = clientPolicy({ headers: { withUnderscoresAction } });
  expect(findingsOf({ stickiness: Stickiness.header('x_user') }, policy)).toEqual(['underscore stickiness']);
});

test('the stickiness of a single rule is named', () => {
  const http = [{ name: 'a', backendRefs: [{ name: 'web', port: 80 }] }];
  expect(findingsOf({ http, stickiness: HASH, ruleStickiness: { a: FIRST_OF } })).toEqual([
    'source-ip ruleStickiness["a"]',
  ]);
});

describe('a StickyPolicy', () => {
  const found = (detects: boolean, ...targets: string[]) => {
    const chart = appChart();
    const parentRefs = [{ name: 'public', namespace: 'gateways' }];
    raw(chart, 'wiki', GATEWAY_API, 'HTTPRoute', { parentRefs, rules: [] });
    new StickyPolicy(chart, 'sticky', { targetRefs: targets.map((name) => targetRef(name)), stickiness: ADDRESS });
    if (detects) {
      clientPolicy(DETECTION)(chart);
    }
    return findingsOfChart(chart);
  };

  test('has the Gateways of the routes that it names', () => {
    expect(found(true, 'wiki')).toEqual([]);
    expect(found(false, 'wiki')).toEqual(['source-ip stickiness']);
  });

  test('has unknown Gateways if one of its routes is unknown', () => {
    expect(found(true, 'wiki', 'orders')).toEqual(['source-ip stickiness']);
  });
});

test.each([
  ['proxyProtocol', { proxyProtocol: {} }, []],
  ['enableProxyProtocol', { enableProxyProtocol: true }, []],
  ['enableProxyProtocol: false', { enableProxyProtocol: false }, ['source-ip stickiness']],
])('%s gives Envoy the addresses of the clients', (_, spec, found) => {
  expect(findingsOf({ stickiness: ADDRESS }, clientPolicy(spec))).toEqual(found);
});

test.each([
  ['no policy', undefined, ['client-certificate stickiness']],
  ['no mode', {}, ['client-certificate stickiness']],
  ['Sanitize', { mode: 'Sanitize' }, ['client-certificate stickiness']],
  ['SanitizeSet', { mode: 'SanitizeSet' }, []],
])('the header of a client certificate with %s', (_, xForwardedClientCert, found) => {
  const stickiness = Stickiness.header('X-Forwarded-Client-Cert');
  expect(findingsOf({ stickiness }, clientPolicy({ headers: { xForwardedClientCert } }))).toEqual(found);
});

import { Stickiness } from '../../src';
import { findingsOf } from './web';

const stickiness = Stickiness.none();
const backendRef = { name: 'web', port: 80 };

describe('filters of a single backend that Envoy Gateway does not have', () => {
  const redirect = { type: 'RequestRedirect', requestRedirect: { hostname: 'b.example.com' } };
  const mirror = { type: 'RequestMirror', requestMirror: { backendRef } };
  const cors = { type: 'CORS', cors: { allowOrigins: ['https://a.example.com'] } };
  const rewrite = (urlRewrite: object) => ({ type: 'URLRewrite', urlRewrite });
  const extension = {
    type: 'ExtensionRef',
    extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'a' },
  };
  const http = (filter: object) => ({ stickiness, http: [{ backendRefs: [{ ...backendRef, filters: [filter] }] }] });
  const grpc = (filter: object) => ({
    stickiness,
    http: undefined,
    grpc: [{ matches: [{ method: { service: 'a.B' } }], backendRefs: [{ ...backendRef, filters: [filter] }] }],
  });
  const type = 'backendRefs[0].filters[0].type';

  test.each([
    ['RequestRedirect', http(redirect), `http[0].${type}`],
    ['RequestMirror', http(mirror), `http[0].${type}`],
    ['CORS', http(cors), `http[0].${type}`],
    ['RequestMirror for gRPC', grpc(mirror), `grpc[0].${type}`],
    ['ExtensionRef for gRPC', grpc(extension), `grpc[0].${type}`],
    [
      'URLRewrite of the path',
      http(rewrite({ path: { type: 'ReplaceFullPath', replaceFullPath: '/a' } })),
      'http[0].backendRefs[0].filters[0].urlRewrite',
    ],
  ])('%s is an error', (_, props, property) => {
    expect(findingsOf(props)).toEqual([`envoy-limit ${property}`]);
  });

  test.each([
    ['URLRewrite of the hostname', http(rewrite({ hostname: 'b.example.com' }))],
    ['ExtensionRef', http(extension)],
    ['RequestMirror of the rule', { stickiness, http: [{ backendRefs: [backendRef], filters: [mirror] }] }],
  ])('%s is fine', (_, props) => {
    expect(findingsOf(props)).toEqual([]);
  });
});

describe('selectors of a global rate limit, which are those of a local one', () => {
  const props = (selector: object, requests = 1) => ({
    stickiness,
    trafficPolicy: {
      rateLimit: {
        type: 'Global',
        global: { rules: [{ clientSelectors: [selector], limit: { requests, unit: 'Hour' } }] },
      },
    },
  });
  const place = 'trafficPolicy.rateLimit.global.rules[0].clientSelectors[0]';

  test.each([
    ['headers[0]', { headers: [{ name: 'a', type: 'RegularExpression', value: '(?=a)' }] }],
    ['headers[0]', { headers: [{ name: 'a', type: 'Distinct', invert: true }] }],
    ['headers[0]', { headers: [{ name: 'a', type: 'Distinct', value: 'a' }] }],
    ['headers[0]', { headers: [{ name: 'a' }] }],
    ['queryParams[0]', { queryParams: [{ name: 'a', type: 'RegularExpression', value: '(' }] }],
    ['queryParams[0]', { queryParams: [{ name: 'a', type: 'Distinct', invert: true }] }],
    ['path', { path: { type: 'RegularExpression', value: '(' } }],
    ['sourceCidr.value', { sourceCidr: { value: '10.0.0.0' } }],
  ])('%s is refused in %j', (property, selector) => {
    expect(findingsOf(props(selector))).toEqual([`envoy-limit ${place}.${property}`]);
  });

  test.each([
    { headers: [{ name: 'a', type: 'Distinct' }] },
    { headers: [{ name: 'a', type: 'RegularExpression', value: 'a+', invert: true }] },
    { path: { type: 'RegularExpression', value: '/a+' } },
    { sourceCidr: { type: 'Distinct', value: '10.0.0.0/8' } },
    { methods: [{ value: 'GET' }, { value: 'POST' }] },
  ])('%j is fine', (selector) => {
    expect(findingsOf(props(selector))).toEqual([]);
  });

  test('no requests at all are a limit, too', () => {
    expect(findingsOf(props({ headers: [{ name: 'a', type: 'Distinct' }] }, 0))).toEqual([]);
  });
});

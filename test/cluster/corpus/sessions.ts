import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { KEY_HEADER } from '../../../src/stickiness/envoy-format';
import { type BadInput, hashPolicy, pinPolicy } from './bad-input';
import { doesNotStick, losesItsSession } from './symptoms';

const session = 'X-Session-Pod';
const pod = {
  type: 'ResponseHeaderModifier',
  responseHeaderModifier: { set: [{ name: session, value: '%UPSTREAM_REMOTE_ADDRESS%' }] },
};
const room = {
  type: 'RequestHeaderModifier',
  requestHeaderModifier: {
    set: [{ name: KEY_HEADER, value: "%CEL(re.extract(request.url_path, '^/rooms/([^/]+)(?:/|$)', '\\\\1'))%" }],
  },
};
const own = {
  type: 'RequestHeaderModifier' as never,
  requestHeaderModifier: { set: [{ name: 'x-of', value: 'backend' }] },
};
const byKey = hashPolicy({ type: 'Header', header: { name: KEY_HEADER } });
const services = ['api', 'canary'].map((name) => ({ name, port: 80 }));
const filtered = services.map((each) => ({ ...each, filters: [own] }));
const stickiness = Stickiness.path('/rooms/{room}');
const other = [{ path: { value: '/other' } }];

/** Sessions and computed keys that Envoy does not use, or not in time, when it chooses the pod. */
export const sessions: BadInput[] = [
  {
    what: 'a session over backends that each have a filter',
    symptom: losesItsSession(session),
    rule: { backendRefs: filtered, filters: [pod] },
    policy: pinPolicy(session),
    props: () => ({ http: [{ backendRefs: filtered }], stickiness: Stickiness.sessionHeader(session) }),
  },
  {
    what: 'a computed key over weighted backends',
    symptom: doesNotStick({ path: '/rooms/one' }),
    rule: { backendRefs: filtered, filters: [room] },
    policy: byKey,
    props: () => ({ http: [{ backendRefs: services }], stickiness }),
  },
  {
    what: 'a key from the path in a rule with another path',
    symptom: doesNotStick({ path: '/other/one' }),
    rule: { matches: other, filters: [room] },
    policy: byKey,
    props: () => ({ http: [{ matches: other, backendRefs: [{ name: 'api', port: 80 }] }], stickiness }),
  },
];

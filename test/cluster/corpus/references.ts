import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { type BadInput, backend, hashPolicy } from './bad-input';
import { answers, doesNotStick, freezes, isAnsweredBy, isLeftOutOfRoutes, reports } from './symptoms';

const hash = hashPolicy({ type: 'Header', header: { name: 'X-User-Id' } });
const stickiness = Stickiness.header('X-User-Id');
const request = { headers: { 'x-user-id': 'one' } };
const target = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' };
const limit = { limit: { requests: 9, unit: 'Second' } };
const methods = [{ value: 'GET' }, { value: 'POST' }];
const rewrite = { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/a b' } } };
const named = (rule: string) => ({
  ...backend,
  filters: [
    { type: 'ResponseHeaderModifier' as never, responseHeaderModifier: { set: [{ name: 'x-rule', value: rule }] } },
  ],
});

export const references: BadInput[] = [
  {
    what: 'a route without a parent',
    unjudged: true,
    symptom: answers(404),
    route: { parentRefs: [] },
    props: () => ({ parentRefs: [] }),
  },
  {
    what: 'a rule without a backend',
    symptom: answers(500),
    rule: { backendRefs: [] },
    props: () => ({ http: [{}] }),
  },
  {
    what: 'a rule whose only backend has the weight 0',
    symptom: answers(500),
    rule: { backendRefs: [{ ...backend.backendRefs[0], weight: 0 }] },
    props: () => ({ http: [{ backendRefs: [{ name: 'api', port: 80, weight: 0 }] }] }),
  },
  {
    what: 'a policy that targets a misspelt route',
    unjudged: true,
    symptom: doesNotStick(request),
    policy: { ...hash, targetRefs: [{ ...target, name: 'bed' }] },
    props: () => ({ stickiness, trafficPolicy: { targetRefs: [{ ...target, name: 'bed' }] } }),
  },
  {
    what: 'a policy that selects a label which no route has',
    unjudged: true,
    symptom: doesNotStick(request),
    policy: { ...hash, targetRefs: [], targetSelectors: [{ ...target, matchLabels: { app: 'bed' } }] },
    props: () => ({ stickiness, trafficPolicy: { targetSelectors: [{ ...target, matchLabels: { app: 'bed' } }] } }),
  },
  {
    what: 'a policy for a misspelt rule',
    symptom: reports({ Accepted: 'False' }),
    rule: { name: 'cart' },
    policy: { ...hash, targetRefs: [{ ...target, name: 'bad', sectionName: 'card' }] },
    props: () => ({ http: [{ name: 'cart', ...backend }], ruleStickiness: { card: stickiness } }),
  },
  {
    what: 'a hash over the Service instead of its pods',
    symptom: answers(503),
    policy: { ...hash, routingType: 'Service' },
    props: () => ({ stickiness, trafficPolicy: { routingType: 'Service' as never } }),
  },
  {
    what: 'a compressor without the settings of its type',
    symptom: isLeftOutOfRoutes('compressor'),
    policy: { compressor: [{ type: 'Gzip', minContentLength: '100' }] },
    props: () => ({ trafficPolicy: { compressor: [{ type: 'Gzip' as never }] } }),
  },
  {
    what: 'more keepalive probes than Linux allows',
    symptom: answers(503),
    policy: { tcpKeepalive: { probes: 128 } },
    props: () => ({ trafficPolicy: { tcpKeepalive: { probes: 128 } } }),
  },
  {
    what: 'a longer keepalive time than Linux allows',
    symptom: answers(503),
    policy: { tcpKeepalive: { idleTime: '32768s' } },
    props: () => ({ trafficPolicy: { tcpKeepalive: { idleTime: '32768s' } } }),
  },
  {
    what: 'two methods in a rule of a local rate limit',
    symptom: freezes,
    policy: { rateLimit: { type: 'Local', local: { rules: [{ ...limit, clientSelectors: [{ methods }] }] } } },
    props: () => ({
      trafficPolicy: { rateLimit: { local: { rules: [{ ...limit, clientSelectors: [{ methods }] }] } } } as never,
    }),
  },
  {
    what: 'a rule after another one with the same match',
    symptom: isAnsweredBy('the first'),
    route: { rules: [named('the first'), named('the second')] },
    props: () => ({ http: [backend, backend] }),
  },
  {
    what: 'a rewrite to a path that no URL can have',
    symptom: answers(400),
    rule: { filters: [rewrite] },
    props: () => ({ http: [{ ...backend, filters: [rewrite as never] }] }),
  },
  {
    what: 'equal matches in two routes',
    symptom: isAnsweredBy('the first'),
    rule: named('the first'),
    otherRule: named('the second'),
    props: () => ({
      http: Array.from({ length: 17 }, (_, i) => ({ ...backend, matches: [{ path: { value: `/${i % 16}` } }] })),
    }),
  },
];

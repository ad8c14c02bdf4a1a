import { Stickiness, StickyGatewayRoute, StickyPolicy } from '../../src';
import { asItIs, FileApp, missing } from './apps';
import { hashOf } from './hashes';
import type { Manifest } from './manifests';
import type { SourceFile } from './modules';
import { otherSettingsOf, routeProps, settingsOf } from './properties';
import { isFor, isPolicy, isRoute, routeTargets } from './targets';

/** A way in which the objects of a file pass through the package. */
export interface Way {
  readonly name: string;
  /** Whether all constructs keep clients on their pod. */
  readonly isSticky?: boolean;
  readonly appOf: (file: SourceFile) => FileApp;
}

/** Where a policy of the file is for none of its routes. */
const STAND_IN: Manifest = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'stand-in' },
  spec: { parentRefs: [{ name: 'stand-in' }], rules: [{ backendRefs: [{ name: 'stand-in', port: 80 }] }] },
};

const USER = Stickiness.header('X-User');

export const WAYS: readonly Way[] = [
  { name: 'as they are, beside a construct', appOf: asTheyAre },
  { name: 'as StickyGatewayRoute with none(), beside the policies', appOf: withoutStickiness },
  {
    name: 'as StickyGatewayRoute with header(), policies in trafficPolicy',
    isSticky: true,
    appOf: (file) => sticky(file, USER),
  },
  {
    name: 'as StickyGatewayRoute with sessionHeader(), policies in trafficPolicy',
    isSticky: true,
    appOf: (file) => sticky(file, Stickiness.sessionHeader('X-Pod')),
  },
  { name: 'as trafficPolicy with its load balancer, with none() or its hash', appOf: asTrafficPolicies },
  { name: 'as StickyPolicy with header()', isSticky: true, appOf: asStickyPolicies },
];

function asTheyAre({ manifests, base }: SourceFile): FileApp {
  const app = new FileApp();
  for (const manifest of manifests) {
    app.add([manifest], asItIs(manifest));
  }
  app.addOthers(missing(base, manifests));
  const props = { ...routeProps(STAND_IN), stickiness: Stickiness.none() };
  app.add([], (chart, id) => new StickyGatewayRoute(chart, id, props));
  return app;
}

function withoutStickiness({ manifests, base }: SourceFile): FileApp {
  const app = new FileApp();
  app.addOthers(manifests.filter((each) => !isRoute(each)));
  app.addOthers(missing(base, manifests));
  for (const route of manifests.filter(isRoute)) {
    const props = { ...routeProps(route), stickiness: Stickiness.none() };
    app.add([route], (chart, id) => new StickyGatewayRoute(chart, id, props));
  }
  return app;
}

function sticky({ manifests, base }: SourceFile, stickiness: Stickiness): FileApp {
  const routes = manifests.filter(isRoute);
  const policies = manifests.filter((each) => routes.some((route) => isFor(each, route)));
  const app = new FileApp();
  app.addOthers(manifests.filter((each) => !isRoute(each) && !policies.includes(each)));
  app.addOthers(missing(base, manifests));
  for (const route of routes) {
    const policy = policies.find((each) => isFor(each, route));
    const trafficPolicy = policy && { trafficPolicy: otherSettingsOf(policy) };
    const props = { ...routeProps(route), stickiness, ...trafficPolicy };
    app.add(policy ? [route, policy] : [route], (chart, id) => new StickyGatewayRoute(chart, id, props));
  }
  return app;
}

/** Each policy goes to a route that it is for, without the other objects. */
function asTrafficPolicies({ manifests }: SourceFile): FileApp {
  const app = new FileApp();
  manifests.filter(isPolicy).forEach((policy, i) => {
    const route = manifests.find((each) => isFor(policy, each));
    const stickiness = hashOf(policy);
    const props = {
      ...routeProps(route ?? STAND_IN),
      metadata: { name: `route-${i}` },
      hostnames: [`host-${i}.example.com`],
      stickiness: stickiness ?? Stickiness.none(),
      trafficPolicy: stickiness ? otherSettingsOf(policy) : settingsOf(policy),
    };
    app.add(route ? [policy, route] : [policy], (chart, id) => new StickyGatewayRoute(chart, id, props));
  });
  return app;
}

function asStickyPolicies({ manifests, base }: SourceFile): FileApp {
  const app = new FileApp();
  app.addOthers(manifests.filter((each) => !isPolicy(each)));
  app.addOthers(missing(base, manifests));
  for (const policy of manifests.filter(isPolicy)) {
    const { name, namespace } = policy.metadata;
    const targetRefs = routeTargets(policy);
    const standIn = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: `stand-in-${name}` };
    const props = {
      metadata: { name, ...(namespace && { namespace }) },
      targetRefs: targetRefs.length > 0 ? targetRefs : [standIn],
      stickiness: USER,
      trafficPolicy: otherSettingsOf(policy),
    };
    app.add([policy], (chart, id) => new StickyPolicy(chart, id, props));
  }
  return app;
}

import type { Affinity } from 'cdk8s-sticky-gateway-route/command';
import type { Location, NginxIngress, Upstream } from './model';

export type Mode = 'balanced' | 'persistent';

/** The affinity of a location as it is migrated, and what the controller did beside it. */
export interface EffectiveAffinity {
  readonly mode: Mode;
  /** The Ingress whose cookie it is. */
  readonly by: NginxIngress;
  readonly cookie: Affinity;
  /** What the running controller did instead. */
  readonly remark: string | undefined;
}

/**
 * The affinity of a location, if its Ingress asks for one.
 *
 * The controller has one cookie for each Service and port: that of the last Ingress, in the mode of the first that has one. On
 * one host this is kept, as two cookies would be two pods; a mode is always that of its own Ingress.
 */
export function effectiveAffinity(location: Location): EffectiveAffinity | undefined {
  const { owner, upstream, server, isDefault } = location;
  if (isDefault || !owner.settings.affinity.isOn) {
    return undefined;
  }
  const mode = modeOf(owner);
  const shared = sharedAffinity(upstream);
  const by = shared.lastOfHost.get(hostKey(mode, server.host)) ?? owner;
  const cookie = `one cookie for Service ${upstream.service}`;
  const remarks = [
    by !== owner && `${cookie} on this host, as in ingress-nginx: that of ${by.ingress.id}`,
    shared.last !== by &&
      `ingress-nginx has ${cookie} on all hosts: that of ${shared.last?.ingress.id}, which comes last`,
    shared.mode !== mode &&
      `ingress-nginx has one mode for Service ${upstream.service}: it was ${shared.mode} here as well`,
  ];
  return { mode, by, cookie: by.settings.affinity, remark: remarks.filter(Boolean).join('; ') || undefined };
}

/** The Ingress whose affinity the controller honours on a location that asks for none. */
export function honouredAffinity({ owner, upstream }: Location): NginxIngress | undefined {
  return owner.settings.affinity.isOn ? undefined : sharedAffinity(upstream).last;
}

/** What the Ingresses of an upstream ask for together. */
interface SharedAffinity {
  /** The mode of the first that has one, even without an affinity. */
  readonly mode: Mode;
  /** The last with an affinity. */
  readonly last: NginxIngress | undefined;
  /** The last of each mode and host. */
  readonly lastOfHost: ReadonlyMap<string, NginxIngress>;
}

const SHARED = new WeakMap<Upstream, SharedAffinity>();

function sharedAffinity(upstream: Upstream): SharedAffinity {
  const known = SHARED.get(upstream);
  if (known) {
    return known;
  }
  const main = [...upstream.ingresses].filter(({ settings }) => !settings.canary);
  const affine = main.filter(({ settings }) => settings.affinity.isOn);
  const first = main.find(({ settings }) => settings.affinity.mode !== undefined);
  const shared = {
    mode: first?.settings.affinity.mode ?? 'balanced',
    last: affine.at(-1),
    lastOfHost: new Map(
      affine.flatMap((each) => each.ingress.rules.map(({ host }) => [hostKey(modeOf(each), host), each] as const)),
    ),
  };
  SHARED.set(upstream, shared);
  return shared;
}

function hostKey(mode: Mode, host: string): string {
  return `${mode} ${host}`;
}

function modeOf({ settings }: NginxIngress): Mode {
  return settings.affinity.mode ?? 'balanced';
}

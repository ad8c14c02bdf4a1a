import type { Affinity } from 'cdk8s-sticky-gateway-route/lib/src/ingress-nginx/affinity';
import type { Location, NginxIngress } from './model';

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
export function effectiveAffinity({ owner, upstream, server, isDefault }: Location): EffectiveAffinity | undefined {
  if (isDefault || !owner.settings.affinity.isOn) {
    return undefined;
  }
  const all = upstream.ingresses.filter(({ settings }) => settings.affinity.isOn && !settings.canary);
  const mode = modeOf(owner);
  const ofHost = all.filter((each) => modeOf(each) === mode && hasHost(each, server.host));
  const by = ofHost.at(-1) ?? owner;
  const ran = {
    by: all.at(-1) ?? owner,
    mode:
      upstream.ingresses.find(({ settings }) => settings.affinity.mode !== undefined)?.settings.affinity.mode ??
      'balanced',
  };
  const remarks = [
    by === owner
      ? undefined
      : `one cookie for Service ${upstream.service} on this host, as in ingress-nginx: that of ${by.ingress.id}`,
    ran.by === by
      ? undefined
      : `ingress-nginx has one cookie for Service ${upstream.service} on all hosts: it used that of ${ran.by.ingress.id}, which comes last`,
    ran.mode === mode
      ? undefined
      : `ingress-nginx has one mode for Service ${upstream.service}: it was ${ran.mode} here as well`,
  ];
  return {
    mode,
    by,
    cookie: by.settings.affinity,
    remark: remarks.filter((each) => each !== undefined).join('; ') || undefined,
  };
}

/** The Ingress whose affinity the controller honours on a location that asks for none. */
export function honouredAffinity({ owner, upstream }: Location): NginxIngress | undefined {
  return owner.settings.affinity.isOn
    ? undefined
    : upstream.ingresses.filter(({ settings }) => settings.affinity.isOn && !settings.canary).at(-1);
}

function modeOf({ settings }: NginxIngress): Mode {
  return settings.affinity.mode ?? 'balanced';
}

function hasHost({ ingress }: NginxIngress, host: string): boolean {
  return ingress.rules.some((rule) => rule.host === host);
}

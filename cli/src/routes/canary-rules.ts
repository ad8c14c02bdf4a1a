import type { Verdict } from '../annotations/annotation-rule';
import type { Canary, Location, Upstream } from '../ingress-nginx/model';
import { notInRe2 } from '../ingress-nginx/path-idiom';
import type { Report } from '../report/report';
import type { JsonObject } from './route-plan';
import { isComputed, isSticky, type StickinessCall } from './stickiness/stickiness-call';

/** Annotations of a canary that ingress-nginx reads from its main Ingress. */
const OF_MAIN = /^(affinity$|affinity-mode$|session-cookie-|proxy-(read|send|connect)-timeout$)/;
const LEGACY = 'legacy: only clients of the main Service stayed on their pod; now those of the canary do, too';
const BEFORE_STICKINESS = 'it now precedes the stickiness, which ingress-nginx asked first';

/** A part of the requests of a location: those with these headers, to these backends. */
interface Match {
  readonly label: string;
  readonly headers: readonly JsonObject[];
  readonly backendRefs: readonly JsonObject[];
}

export interface Branch extends Match {
  readonly stickiness: StickinessCall;
}

/** The requests of a location by their backend: first by the header of the canary, then by its cookie, then by weight. */
export function branchesOf(location: Location, stickiness: StickinessCall, report: Report): Branch[] {
  const main = backendRef(location.upstream, location);
  const [canary] = location.canaries;
  if (!canary) {
    tellSpread(location, report);
    return [{ label: '', headers: [], backendRefs: [main], stickiness }];
  }
  tellCanary(location, canary, stickiness, report);
  const other = backendRef(canary.upstream, location);
  const { header, cookie } = canary.ingress.settings.canary ?? {};
  const branches = [
    ...(header === undefined ? [] : headerBranches(canary, header, main, other, report)),
    ...(cookie === undefined || isPinnedByWeight(canary, stickiness, report)
      ? []
      : cookieBranches(cookie, main, other)),
    { label: '', headers: [], backendRefs: weighted(canary, main, other, report) },
  ];
  return branches.map((branch) => ({
    ...branch,
    stickiness: branchStickiness(branch, branches, canary, stickiness, report),
  }));
}

/** A pinned cookie has a name of its own where it has other pods than the requests without these headers. */
function branchStickiness(
  { backendRefs }: Match,
  branches: readonly Match[],
  { ingress, upstream }: Canary,
  stickiness: StickinessCall,
  report: Report,
): StickinessCall {
  const usual = branches.at(-1)?.backendRefs;
  if (stickiness.factory !== 'sessionCookie' || JSON.stringify(backendRefs) === JSON.stringify(usual)) {
    return stickiness;
  }
  const isCanary = backendRefs.some(({ name, port }) => name === upstream.service && port === upstream.port);
  const name = `${stickiness.options.name}-${isCanary ? 'canary' : 'main'}`;
  for (const annotation of ['canary-by-header', 'canary-by-cookie']) {
    report.tell(ingress.ingress, annotation, 'near', `requests that ask for one version have the cookie ${name}`);
  }
  return { ...stickiness, options: { ...stickiness.options, name } };
}

function headerBranches(canary: Canary, name: string, main: JsonObject, other: JsonObject, report: Report): Match[] {
  const { headerValue, headerPattern } = canary.ingress.settings.canary ?? {};
  const branch = (label: string, match: JsonObject, backend: JsonObject): Match => ({
    label,
    headers: [{ name, ...match }],
    backendRefs: [backend],
  });
  if (headerValue !== undefined) {
    report.tell(canary.ingress.ingress, 'canary-by-header-value', 'exact', '');
    report.tell(
      canary.ingress.ingress,
      'canary-by-header-pattern',
      'no-op',
      'ingress-nginx ignores it beside canary-by-header-value',
    );
    return [branch('header', { value: headerValue }, other)];
  }
  if (headerPattern !== undefined) {
    const unknown = notInRe2(headerPattern);
    if (unknown !== undefined) {
      report.tell(canary.ingress.ingress, 'canary-by-header-pattern', 'dropped', `"${unknown}" is no part of RE2`);
      return [];
    }
    report.tell(
      canary.ingress.ingress,
      'canary-by-header-pattern',
      'near',
      'an expression of RE2, where ingress-nginx has PCRE',
    );
    return [branch('header', { type: 'RegularExpression', value: `.*(?:${headerPattern}).*` }, other)];
  }
  return [branch('always', { value: 'always' }, other), branch('never', { value: 'never' }, main)];
}

/** Whether a rule of the construct keeps sessions by the header Cookie, which then cannot match another cookie. */
function isPinnedByWeight(
  { ingress: { ingress, settings } }: Canary,
  { factory }: StickinessCall,
  report: Report,
): boolean {
  if (factory !== 'sessionCookie' || settings.annotations['canary-weight'] === undefined) {
    return false;
  }
  const why = 'a rule matches the session in the header Cookie, and so no other cookie: remove canary-weight, or this';
  report.tell(ingress, 'canary-by-cookie', 'dropped', why);
  return true;
}

function cookieBranches(cookie: string, main: JsonObject, other: JsonObject): Match[] {
  const branch = (value: string, backend: JsonObject): Match => ({
    label: `cookie-${value}`,
    headers: [
      {
        name: 'Cookie',
        type: 'RegularExpression',
        value: `(?:.*; ?)?${cookie.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}=${value}(?:;.*)?`,
      },
    ],
    backendRefs: [backend],
  });
  return [branch('always', other), branch('never', main)];
}

/** Both backends wherever a weight is written, so that later steps only change numbers. */
function weighted(
  { ingress: { ingress, settings } }: Canary,
  main: JsonObject,
  other: JsonObject,
  report: Report,
): JsonObject[] {
  const { weight = 0, total = 100 } = settings.canary ?? {};
  if (settings.annotations['canary-weight'] === undefined) {
    return [main];
  }
  const share = Math.min(Math.max(weight, 0), total);
  report.tell(ingress, 'canary-weight', 'exact', share === weight ? '' : `counts as ${share}`);
  const written = Number(settings.annotations['canary-weight-total']);
  report.tell(
    ingress,
    'canary-weight-total',
    'exact',
    written < total ? `a total of at most 100 counts as 100: ${share} of ${total}` : '',
  );
  return [
    { ...main, weight: total - share },
    { ...other, weight: share },
  ];
}

function tellCanary(location: Location, { ingress }: Canary, stickiness: StickinessCall, report: Report): void {
  const { upstream, owner } = location;
  const tell = (name: string, verdict: Verdict, note = '') => report.tell(ingress.ingress, name, verdict, note);
  const { annotations, canary } = ingress.settings;
  tell('canary', 'exact', `a backend of the rules of ${owner.ingress.id}`);
  for (const name of Object.keys(annotations).filter((each) => OF_MAIN.test(each))) {
    tell(name, 'no-op', `ingress-nginx takes that of the main Ingress ${owner.ingress.id}`);
  }
  tell(
    'upstream-hash-by',
    'near',
    `it counted for the pods of the canary only; now that of ${owner.ingress.id} counts for all`,
  );
  tell('affinity-canary-behavior', canary?.isLegacy ? 'near' : 'exact', canary?.isLegacy ? LEGACY : '');
  for (const name of ['canary-by-header', 'canary-by-cookie']) {
    tell(name, isSticky(stickiness) ? 'near' : 'exact', isSticky(stickiness) ? BEFORE_STICKINESS : '');
  }
  if (isSticky(stickiness)) {
    tell('canary-weight', 'near', weightNote(stickiness));
  }
  if (isSticky(stickiness) && canary && canary.weight >= canary.total) {
    tell(
      'canary-weight',
      'near',
      `all clients choose anew and go to the canary, where ingress-nginx kept those with a cookie of Service ${upstream.service}`,
    );
  }
}

function weightNote(stickiness: StickinessCall): string {
  if (stickiness.factory === 'sessionCookie' || stickiness.factory === 'mcp') {
    return 'new sessions go by weight, and keep their version through later weights';
  }
  if (isComputed(stickiness)) {
    return 'the stickiness is dropped, as Envoy chooses between backends before it computes the key';
  }
  return 'the hash chooses the version: a client keeps it until a weight moves its share';
}

/** A canary hangs on the Service in ingress-nginx, so all other paths of it got it, too. */
function tellSpread({ upstream, server, path, owner }: Location, report: Report): void {
  const { canary } = upstream;
  if (canary) {
    report.part(
      owner.ingress,
      `canary of ${server.host}${path}`,
      'routing',
      'near',
      `ingress-nginx sent requests of this path to the canary ${canary.ingress.ingress.id} as well, as it has the same Service ${upstream.service}; now only its own path`,
    );
  }
}

function backendRef({ service, namespace, port }: Upstream, { owner }: Location): JsonObject {
  const isForeign = namespace !== undefined && namespace !== owner.ingress.namespace;
  return { name: service, ...(isForeign && { namespace }), port };
}

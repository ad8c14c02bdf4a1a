import type { Location, Server } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import type { JsonObject, RulePlan } from '../route-plan';
import { NONE } from '../stickiness/stickiness-call';

const STATUS = [301, 302, 303, 307, 308];

/** The redirect of `permanent-redirect` or `temporal-redirect`, which answers every request of a location. */
export function redirectFilter({ owner: { ingress, settings } }: Location, report: Report): JsonObject | undefined {
  const { annotations } = settings;
  const name = annotations['temporal-redirect'] ? 'temporal-redirect' : 'permanent-redirect';
  const target = annotations[name]?.trim();
  if (!target) {
    return undefined;
  }
  const [, scheme, hostname, port, rest = ''] = /^(https?):\/\/([a-z0-9.-]+)(?::(\d+))?([^?#]*)$/.exec(target) ?? [];
  const keepsPath = ['$request_uri', '$uri', '$uri$is_args$args'].includes(rest);
  if (hostname === undefined || (!keepsPath && /[$]/.test(rest))) {
    report.tell(ingress, name, 'dropped', 'a RequestRedirect has no variables of nginx and no query string');
    return undefined;
  }
  const written = Number(annotations[`${name}-code`]);
  const usual = name === 'permanent-redirect' ? 301 : 302;
  const statusCode = STATUS.includes(written) ? written : usual;
  report.tell(
    ingress,
    `${name}-code`,
    statusCode === written ? 'exact' : 'near',
    statusCode === written ? '' : `${statusCode}, as a RequestRedirect has no other`,
  );
  report.tell(ingress, name, 'exact', keepsPath ? 'with the path of the request' : '');
  return {
    type: 'RequestRedirect',
    requestRedirect: {
      scheme: scheme as string,
      hostname,
      ...(port !== undefined && { port: Number(port) }),
      ...(!keepsPath && { path: { type: 'ReplaceFullPath', replaceFullPath: rest || '/' } }),
      statusCode,
    },
  };
}

/** The rule of `app-root`, which is one of the whole host: that of its first Ingress counts. */
export function appRootRule(server: Server, locations: readonly Location[], report: Report): RulePlan | undefined {
  const [own] = locations;
  const root = own?.owner.settings.annotations['app-root']?.trim();
  if (!own || !root) {
    return undefined;
  }
  const { ingress } = own.owner;
  if (!/^\/[!-#%-~]+$/.test(root)) {
    report.tell(ingress, 'app-root', 'dropped', 'a RequestRedirect needs another path, without variables of nginx');
    return undefined;
  }
  const first = server.locations.find(({ owner }) => owner.settings.annotations['app-root']);
  if (first?.owner !== own.owner) {
    report.tell(
      ingress,
      'app-root',
      'no-op',
      `${first?.owner.ingress.id} comes first on ${server.host || 'all hosts'}`,
    );
    return undefined;
  }
  report.tell(ingress, 'app-root', 'exact', 'a rule that redirects / with 302');
  return {
    isGrpc: false,
    label: 'app-root',
    stickiness: NONE,
    rule: {
      matches: [{ path: { type: 'Exact', value: '/' } }],
      filters: [
        {
          type: 'RequestRedirect',
          requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: root }, statusCode: 302 },
        },
      ],
    },
  };
}

const MOST_MATCHES = 64;

/** The rules that send the plain requests of these matches to TLS. */
export function tlsRedirectRules(matches: readonly JsonObject[]): RulePlan[] {
  const isEverything = matches.some((match) => Object.keys(match).length === 0);
  const chunks = isEverything
    ? [[]]
    : Array.from({ length: Math.ceil(matches.length / MOST_MATCHES) }, (_, i) =>
        matches.slice(i * MOST_MATCHES, (i + 1) * MOST_MATCHES),
      );
  return chunks.map((chunk) => ({
    isGrpc: false,
    label: 'redirect',
    stickiness: NONE,
    rule: {
      ...(chunk.length > 0 && { matches: chunk }),
      filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 308 } }],
    },
  }));
}

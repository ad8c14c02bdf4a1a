import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { isDnsSubdomain } from '../../../input/names';
import { MOST_HOSTNAMES } from '../../../objects/routes';
import { hasTemplateVariable, hasUnsetVariable, SET_VARIABLE } from '../../../schema/template-variables';

/** Remedy for an address. */
export const NO_ADDRESS = 'remove it: a route without hostnames serves the address as well';

/**
 * How to write a hostname that its author took from a URL, a list, another alphabet or a template; none if that is not clear.
 *
 * @param index its place in the list
 * @param count number of hostnames in the list
 */
export function hostnameRemedy(written: string, index: number, count: number): string | undefined {
  if (hasTemplateVariable(written)) {
    return `write a name that is valid now, and replace it in the rendered routes: ${patchOf(written, index, count)}`;
  }
  if (hasUnsetVariable(written)) {
    return SET_VARIABLE;
  }
  const names = written
    .split(/[,;\s]+/)
    .filter((name) => name !== '')
    .map(hostnameIn);
  if (names.length === 1 && isIP(names[0]?.replace(/^\[|\]$/g, '') ?? '') !== 0) {
    return NO_ADDRESS;
  }
  if (names.includes('*')) {
    return 'leave hostnames out: a route without them serves all hostnames of its listeners';
  }
  if (names.length === 0 || !names.every(isHostname)) {
    return undefined;
  }
  return names.length === 1
    ? `write ${JSON.stringify(names[0])}`
    : `write items of their own: ${names.map((name) => JSON.stringify(name)).join(', ')}`;
}

/** A statement for the routes that have the hostname, as a route has at most 16 of them. */
function patchOf(written: string, index: number, count: number): string {
  const place = index % MOST_HOSTNAMES;
  const patch = `each.addJsonPatch(JsonPatch.replace('/spec/hostnames/${place}', ${JSON.stringify(written)}))`;
  const condition = `if (each.toJson().spec.hostnames[${place}] === '<that name>') `;
  return `for (const each of [...route.httpRoutes, ...route.grpcRoutes]) ${count > MOST_HOSTNAMES ? condition : ''}${patch}`;
}

/** The hostname of a URL, or the text itself, in the letters of DNS and without quotes. */
function hostnameIn(text: string): string {
  const name = text
    .replace(/^["'`]|["'`]$/g, '')
    .replace(/^([a-z][a-z\d+.-]*:)?\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/^[^@]*@/, '')
    .replace(/:(\d*|\*)$/, '')
    .replace(/\.$/, '')
    .replace(/^\*(?=[^*.]+\.)/, '*.')
    .toLowerCase();
  return /^[\x21-\x7e]*$/.test(name) ? name : domainToASCII(name);
}

function isHostname(name: string): boolean {
  return isDnsSubdomain(name.replace(/^\*\./, '')) && isIP(name) === 0;
}

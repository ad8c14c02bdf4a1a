import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { isDnsSubdomain } from '../../input/names';
import { hasTemplateVariable } from '../../schema/template-variables';

/** Remedy for an address. */
export const NO_ADDRESS = 'remove it: a route without hostnames serves the address as well';

/**
 * How to write a hostname that its author took from a URL, a list, another alphabet or a template; none if that is not clear.
 *
 * @param index its place in the list
 */
export function hostnameRemedy(written: string, index: number): string | undefined {
  if (hasTemplateVariable(written)) {
    const patch = `JsonPatch.replace('/spec/hostnames/${index}', ${JSON.stringify(written)})`;
    return (
      'write a name that is valid now, and replace it in the rendered routes: ' +
      `for (const each of [...route.httpRoutes, ...route.grpcRoutes]) each.addJsonPatch(${patch})`
    );
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

/** The hostname of a URL, or the text itself, in the letters of DNS. */
function hostnameIn(text: string): string {
  const name = text
    .replace(/^[a-z][a-z\d+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return /^[\x21-\x7e]*$/.test(name) ? name : domainToASCII(name);
}

function isHostname(name: string): boolean {
  return isDnsSubdomain(name.replace(/^\*\./, '')) && isIP(name) === 0;
}

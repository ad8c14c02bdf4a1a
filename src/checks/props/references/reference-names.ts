import type { Report } from '../../../findings/finding';
import { type PropertyPath, propertyAt } from '../../../findings/property-path';
import { visitBackends } from '../../../input/backends';
import { isDnsLabel, isDnsSubdomain } from '../../../input/names';
import type { RouteInput } from '../../../input/route-input';
import { variableRemedy } from '../../../schema/template-variables';

/** Names of Gateways and backends that no object can have. */
export function checkReferenceNames({ parentRefs, rules }: RouteInput, report: Report): void {
  parentRefs.forEach(({ name }, i) => {
    checkName(() => ['parentRefs', i], name, isDnsSubdomain, report);
  });
  for (const rule of rules) {
    visitBackends(rule.property, rule, ({ kind = 'Service', name }, pathOf) => {
      // A Service is a name in DNS, and so has no ".".
      checkName(pathOf, name, kind === 'Service' ? isDnsLabel : isDnsSubdomain, report);
    });
  }
}

/** @param pathOf returns the path of the reference */
function checkName(pathOf: () => PropertyPath, name: unknown, fits: (name: string) => boolean, report: Report): void {
  if (typeof name === 'string' && name !== '' && !fits(name)) {
    report({
      id: 'reference-name',
      property: propertyAt([...pathOf(), 'name']),
      value: name,
      expected: 'the name of an object',
      remedy: remedyFor(name) ?? variableRemedy(name),
    });
  }
}

/** How to write `<namespace>/<name>`, and the name of a Service in DNS; none for any other name. */
function remedyFor(name: string): string | undefined {
  const [, ofPath, inPath] = /^([^/]+)\/([^/]+)$/.exec(name) ?? [];
  const [, inDns, ofDns] = /^([^.]+)\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?\.?$/.exec(name) ?? [];
  const [written, namespace] = [inPath ?? inDns, ofPath ?? ofDns];
  return [written, namespace].every((part) => part && isDnsSubdomain(part))
    ? `write name: "${written}" and namespace: "${namespace}"`
    : undefined;
}

import type { Report } from '../../findings/finding';
import { type PropertyPath, propertyAt } from '../../findings/property-path';
import { visitBackends } from '../../input/backends';
import type { RouteInput } from '../../input/route-input';
import { hasUnsetVariable } from '../../schema/template-variables';

/** Names that are valid, but look as if a variable had no value when they were made. */
export function warnOfUnsetVariables(
  { metadata, parentRefs, hostnames = [], rules }: RouteInput,
  report: Report,
): void {
  const check = (text: unknown, pathOf: () => PropertyPath) => {
    // Names with capitals are errors of form.
    if (typeof text === 'string' && hasUnsetVariable(text) && text === text.toLowerCase()) {
      report({
        id: 'unset-variable',
        property: propertyAt(pathOf()),
        value: text,
        expected: 'a name without "undefined" or "null"',
      });
    }
  };
  check(metadata?.name, () => ['metadata', 'name']);
  check(metadata?.namespace, () => ['metadata', 'namespace']);
  parentRefs.forEach(({ name, namespace }, i) => {
    check(name, () => ['parentRefs', i, 'name']);
    check(namespace, () => ['parentRefs', i, 'namespace']);
  });
  hostnames.forEach((hostname, i) => {
    check(hostname, () => ['hostnames', i]);
  });
  for (const rule of rules) {
    visitBackends(rule.property, rule, ({ name, namespace }, pathOf) => {
      check(name, () => [...pathOf(), 'name']);
      check(namespace, () => [...pathOf(), 'namespace']);
    });
  }
}

import type { Report } from '../../findings/finding';
import { type PropertyPath, propertyAt } from '../../findings/property-path';
import { backendsOf } from '../../input/backends';
import type { RouteInput } from '../../input/route-input';
import { hasUnsetVariable } from '../../schema/template-variables';

/** Names that are valid, but look as if a variable had no value when they were made. */
export function warnOfUnsetVariables(
  { metadata, parentRefs, hostnames = [], rules }: RouteInput,
  report: Report,
): void {
  const warn = (path: PropertyPath, text: unknown) => {
    // Names with capitals are errors of form.
    if (typeof text === 'string' && text === text.toLowerCase() && hasUnsetVariable(text)) {
      report({
        id: 'unset-variable',
        property: propertyAt(path),
        value: text,
        expected: 'a name without "undefined" or "null"',
      });
    }
  };
  warn(['metadata', 'name'], metadata?.name);
  warn(['metadata', 'namespace'], metadata?.namespace);
  parentRefs.forEach(({ name, namespace }, i) => {
    warn(['parentRefs', i, 'name'], name);
    warn(['parentRefs', i, 'namespace'], namespace);
  });
  hostnames.forEach((hostname, i) => {
    warn(['hostnames', i], hostname);
  });
  for (const { path, backend } of rules.flatMap((rule) => backendsOf(rule.property, rule))) {
    warn([...path, 'name'], backend.name);
    warn([...path, 'namespace'], backend.namespace);
  }
}

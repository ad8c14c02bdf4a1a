import type { Report } from '../../findings/finding';
import { type PropertyPath, propertyAt } from '../../findings/property-path';
import { backendsOf } from '../../input/backends';
import { isDnsSubdomain } from '../../input/names';
import type { RouteInput } from '../../input/route-input';

/** Names of Gateways and backends that no object can have. */
export function checkReferenceNames({ parentRefs, rules }: RouteInput, report: Report): void {
  parentRefs.forEach(({ name }, i) => {
    checkName(['parentRefs', i], name, report);
  });
  for (const rule of rules) {
    for (const { path, backend } of backendsOf(rule.property, rule)) {
      checkName(path, backend.name, report);
    }
  }
}

/** @param path path of the reference */
function checkName(path: PropertyPath, name: unknown, report: Report): void {
  if (typeof name === 'string' && name !== '' && !isDnsSubdomain(name)) {
    const [namespace, ofNamespace, ...others] = name.split('/');
    const isPath = others.length === 0 && [namespace, ofNamespace].every((part) => part && isDnsSubdomain(part));
    report({
      id: 'reference-name',
      property: propertyAt([...path, 'name']),
      value: name,
      expected: 'the name of an object',
      ...(isPath && { remedy: `write name: "${ofNamespace}" and namespace: "${namespace}"` }),
    });
  }
}

import { isResolvable } from '../crds/check';
import type { Report } from '../problem';
import type { CheckedProps } from './checked-props';
import type { ObjectNames } from './object-names';

const REASON = 'as an EnvoyPatchPolicy has to name the listener';

/** Whether it is known what the routes are called in Envoy, where a stickiness patches them there. */
export function checkPatches({ rules, parentRefs }: CheckedProps, { namespace }: ObjectNames, report: Report): void {
  if (!rules.some(({ stickiness }) => stickiness._parts.routePatch)) {
    return;
  }
  if (namespace === undefined) {
    report({
      property: 'metadata.namespace',
      value: namespace,
      allowed: 'a namespace, as an EnvoyPatchPolicy has to name the route',
      remedy: 'set it here or in the chart',
    });
  }
  parentRefs?.forEach(({ kind = 'Gateway', name, namespace, sectionName }, i) => {
    if (kind !== 'Gateway') {
      report({
        property: `parentRefs[${i}].kind`,
        value: kind,
        allowed: `Gateway, ${REASON}`,
        remedy: 'attach the routes to the Gateway, or use a stickiness without a patch',
      });
    }
    if (!sectionName) {
      report({
        property: `parentRefs[${i}].sectionName`,
        value: sectionName,
        allowed: `the name of a listener, ${REASON}`,
        remedy: 'name it; for several listeners write several parentRefs',
      });
    }
    checkPlain(`parentRefs[${i}]`, { name, namespace, sectionName }, report);
  });
}

/** What cdk8s resolves at synthesis comes too late for the text of a patch. */
function checkPlain(property: string, names: Readonly<Record<string, unknown>>, report: Report): void {
  for (const [name, value] of Object.entries(names)) {
    if (isResolvable(value)) {
      report({
        property: `${property}.${name}`,
        value,
        allowed: `a plain string, ${REASON}`,
        remedy: 'write the string itself, or use a stickiness without a patch',
      });
    }
  }
}

import { isResolvable } from '../crds/check';
import type { Problem } from '../problem';
import type { CheckedProps } from './checked-props';
import type { ObjectNames } from './object-names';

const REASON = 'as an EnvoyPatchPolicy has to name the listener';

/** Whether it is known what the routes are called in Envoy, where a stickiness patches them there. */
export function checkPatches({ rules, parentRefs }: CheckedProps, { namespace }: ObjectNames): Problem[] {
  if (!rules.some(({ stickiness }) => stickiness._parts.routePatch)) {
    return [];
  }
  return [
    ...(namespace === undefined
      ? [
          {
            property: 'metadata.namespace',
            value: namespace,
            allowed: 'a namespace, as an EnvoyPatchPolicy has to name the route',
            remedy: 'set it here or in the chart',
          },
        ]
      : []),
    ...(parentRefs ?? []).flatMap(({ kind = 'Gateway', name, namespace, sectionName }, i) => [
      ...(kind === 'Gateway'
        ? []
        : [
            {
              property: `parentRefs[${i}].kind`,
              value: kind,
              allowed: `Gateway, ${REASON}`,
              remedy: 'attach the routes to the Gateway, or use a stickiness without a patch',
            },
          ]),
      ...(sectionName
        ? []
        : [
            {
              property: `parentRefs[${i}].sectionName`,
              value: sectionName,
              allowed: `the name of a listener, ${REASON}`,
              remedy: 'name it; for several listeners write several parentRefs',
            },
          ]),
      ...checkPlain(`parentRefs[${i}]`, { name, namespace, sectionName }),
    ]),
  ];
}

/** What cdk8s resolves at synthesis comes too late for the text of a patch. */
function checkPlain(property: string, names: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(names)
    .filter(([, value]) => isResolvable(value))
    .map(([name, value]) => ({
      property: `${property}.${name}`,
      value,
      allowed: `a plain string, ${REASON}`,
      remedy: 'write the string itself, or use a stickiness without a patch',
    }));
}

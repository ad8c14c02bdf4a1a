import type { Problem } from '../problem';
import type { CheckedProps } from './checked-props';

/** Whether it is known what the routes are called in Envoy, where a stickiness patches them there. */
export function checkPatches(props: CheckedProps, namespace: string | undefined): Problem[] {
  const { http = [], grpc = [], parentRefs, stickinessOf } = props;
  if (![...http, ...grpc].some((rule) => stickinessOf(rule)._parts.routePatch)) {
    return [];
  }
  const reason = 'as an EnvoyPatchPolicy has to name the listener';
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
    ...(parentRefs ?? []).flatMap(({ kind = 'Gateway', sectionName }, i) => [
      ...(kind === 'Gateway'
        ? []
        : [
            {
              property: `parentRefs[${i}].kind`,
              value: kind,
              allowed: `Gateway, ${reason}`,
              remedy: 'attach the routes to the Gateway, or use a stickiness without a patch',
            },
          ]),
      ...(sectionName
        ? []
        : [
            {
              property: `parentRefs[${i}].sectionName`,
              value: sectionName,
              allowed: `the name of a listener, ${reason}`,
              remedy: 'name it; for several listeners write several parentRefs',
            },
          ]),
    ]),
  ];
}

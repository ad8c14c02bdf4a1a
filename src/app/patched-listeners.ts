import { itemsOf } from '../route/lists';
import type { AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';

interface JsonPatch {
  readonly name: string;
}

interface Listener {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

/** Patches for a listener of the app's own Gateway that has no RouteConfiguration: without TLS all of a port share one. */
export function checkPatchedListeners(objects: AppObjects): AppProblem[] {
  return objects
    .ofKind('EnvoyPatchPolicy')
    .filter(({ isOurs }) => isOurs)
    .flatMap((policy) => {
      const { path, namespace, spec } = policy;
      const gateway = objects.find('Gateway', namespace, spec.targetRef.name, policy);
      const listeners = itemsOf<Listener>(gateway?.spec.listeners).filter(({ protocol }) => protocol === 'HTTP');
      return itemsOf<JsonPatch>(spec.jsonPatches).flatMap(({ name }, i) => {
        const listener = listeners.find((each) => name.endsWith(`/${each.name}`));
        const first = listeners.find(({ port }) => port === listener?.port);
        return listener === first
          ? []
          : [
              {
                path,
                property: `spec.jsonPatches[${i}].name`,
                value: name,
                allowed: `${first?.name}, the first HTTP listener of ${gateway?.key} on port ${first?.port}`,
                remedy: `write sectionName: "${first?.name}" in parentRefs, or give the listener a port of its own`,
              },
            ];
      });
    });
}

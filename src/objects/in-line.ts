import type { ApiObject } from 'cdk8s';
import { type Construct, Dependable } from 'constructs';

/**
 * Renders the dependencies of a construct before its first object, and its dependents after its last.
 *
 * cdk8s makes every object of a construct depend on every object of another, and then walks all paths through these
 * edges: with two objects each their number doubles with every construct in a chain. In one line there is one path.
 */
export function renderInLine(construct: Construct, objects: readonly ApiObject[]): void {
  const [first] = objects;
  const last = objects.at(-1);
  if (!first || !last) {
    return;
  }
  let inLine = false;
  const line = (end: ApiObject): ApiObject => {
    if (!inLine) {
      inLine = true;
      objects.slice(1).forEach((object, i) => {
        object.addDependency(objects[i] as ApiObject);
      });
    }
    return end;
  };
  construct.node.addDependency = (...dependencies) => line(first).node.addDependency(...dependencies);
  Dependable.implement(construct, {
    get dependencyRoots() {
      return [line(last)];
    },
  });
}

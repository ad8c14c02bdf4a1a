import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../../cluster/control-plane/kube-client';

/** The manifests of a construct and of all constructs in it, even wrong ones. */
export function uncheckedManifests({ node }: IConstruct): Manifest[] {
  return node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
}

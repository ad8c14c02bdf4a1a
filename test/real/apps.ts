import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { StickyGatewayRoute } from '../../src';
import { ACKNOWLEDGEABLE_IDS, CATALOGUE } from '../../src/findings/catalogue';
import { type Message, messagesOfApp } from '../support/findings';
import { type Manifest, manifestKey } from './manifests';

const WARNINGS = ACKNOWLEDGEABLE_IDS.filter((id) => CATALOGUE[id].severity === 'warning');

/** An error, and the objects of the file that it is about. */
export interface Refusal {
  readonly message: Message;
  readonly subjects: readonly Manifest[];
}

/** An app with objects of a file, as they are or through constructs. */
export class FileApp {
  /** The objects of the file whose refusals count. */
  readonly subjects: Manifest[] = [];
  private readonly app = new App();
  private readonly chart = new Chart(this.app, 'file');
  private readonly byPath = new Map<string, readonly Manifest[]>();

  constructor() {
    StickyGatewayRoute.acknowledge(this.app, WARNINGS);
  }

  /** Adds a construct for some objects. */
  add(subjects: readonly Manifest[], make: (chart: Chart, id: string) => IConstruct): void {
    const { node } = make(this.chart, `${this.byPath.size}`);
    this.byPath.set(node.path, subjects);
    this.subjects.push(...subjects);
  }

  /** Adds other objects, as they are. */
  addOthers(manifests: readonly Manifest[]): void {
    for (const manifest of manifests) {
      const { node } = asItIs(manifest)(this.chart, `${this.byPath.size}`);
      this.byPath.set(node.path, [manifest]);
    }
  }

  /** The errors that synthesis reports. */
  refusals(): Refusal[] {
    return messagesOfApp(this.chart).map((message) => ({ message, subjects: this.byPath.get(message.path) ?? [] }));
  }
}

/** Makes an object as it stands in the file. */
export function asItIs(manifest: Manifest): (chart: Chart, id: string) => ApiObject {
  return (chart, id) => new ApiObject(chart, id, manifest as never);
}

/** The objects of `base` whose names are free. */
export function missing(base: readonly Manifest[], manifests: readonly Manifest[]): readonly Manifest[] {
  const taken = new Set(manifests.map(manifestKey));
  return base.filter((each) => !taken.has(manifestKey(each)));
}

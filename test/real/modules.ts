import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceFolder, envoyGatewayFolder, gatewayApiFolder } from '../../cluster/install/go-modules';
import { newest } from '../../cluster/install/releases';
import { conformanceBase, translatorBase } from './bases';
import { documentsOf, type Manifest, manifestsIn } from './manifests';
import { conformanceVerdict, translatorVerdict, type Verdict } from './verdicts';

/** A file of a Go module, with what its project says about the objects in it. */
export interface SourceFile {
  /** Its path in the module. */
  readonly name: string;
  readonly manifests: readonly Manifest[];
  /** Objects that its test adds. */
  readonly base: readonly Manifest[];
  /** None for an example. */
  readonly verdict: Verdict | undefined;
}

/** A Go module, and how to read the files in it. */
interface Module {
  readonly folder: string;
  /** Templates, answers and CRDs. */
  readonly ignored?: RegExp;
  readonly base: (name: string) => readonly Manifest[];
  readonly verdict: (file: string) => Verdict | undefined;
}

const KINDS = ['HTTPRoute', 'GRPCRoute', 'BackendTrafficPolicy'];
const NAMES_KIND = new RegExp(`kind: (${KINDS.join('|')})\\b`);

/** All files of Envoy Gateway and of the Gateway API with objects that the construct renders. */
export function sourceFiles(): SourceFile[] {
  return modules().flatMap(filesOf);
}

/** The modules, which are downloaded where they are missing. */
export function modules(): Module[] {
  return [
    {
      folder: envoyGatewayFolder(newest.envoyGateway),
      ignored: /^charts\/|\.out\.yaml$|\/out\//,
      base: translatorBase,
      verdict: translatorVerdict,
    },
    { folder: gatewayApiFolder(newest.gatewayApi), ignored: /^config\//, base: () => [], verdict: () => undefined },
    { folder: conformanceFolder(newest.gatewayApi), base: conformanceBase, verdict: conformanceVerdict },
  ];
}

function filesOf({ folder, ignored, base, verdict }: Module): SourceFile[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names
    .filter((name) => name.endsWith('.yaml') && !ignored?.test(name) && NAMES_KIND.test(read(folder, name)))
    .sort()
    .map((name) => {
      const manifests = documentsOf(join(folder, name)).flatMap(manifestsIn);
      return { name, manifests, base: base(join(folder, name)), verdict: verdict(join(folder, name)) };
    })
    .filter(({ manifests }) => manifests.some(isRendered));
}

/** Whether an object is of a kind that the construct renders. */
export function isRendered({ kind }: Manifest): boolean {
  return KINDS.includes(kind);
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

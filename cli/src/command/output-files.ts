import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Migration } from '../migrate';
import type { Manifest } from '../output/objects';
import { yamlOf } from '../output/yaml';
import type { MigrateFlags } from './program';

/** Text of the output for one stream. */
export function outputText({ objects, code }: Migration, { output }: Pick<MigrateFlags, 'output'>): string {
  if (code !== undefined) {
    return code;
  }
  return output === 'json'
    ? `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, undefined, 2)}\n`
    : yamlOf(objects);
}

/** Writes all files of the output, or none of them. */
export function writeFolder(folder: string, migration: Migration, flags: MigrateFlags): void {
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const temporary = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const files = filesOf(migration, flags);
    for (const [name, text] of files) {
      writeFileSync(join(temporary, name), text);
    }
    mkdirSync(target, { recursive: true });
    for (const [name] of files) {
      renameSync(join(temporary, name), join(target, name));
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function filesOf(migration: Migration, flags: MigrateFlags): (readonly [string, string])[] {
  if (migration.code !== undefined) {
    return [[flags.python ? 'main.py' : 'main.ts', migration.code]];
  }
  return migration.objects.map((object) => [
    `${nameOf(object)}.${flags.output}`,
    flags.output === 'json' ? `${JSON.stringify(object, undefined, 2)}\n` : yamlOf([object]),
  ]);
}

/** Such as `shop.web.httproute`, which no other object has. */
function nameOf({ kind, metadata }: Manifest): string {
  const { name, namespace } = metadata as { name: string; namespace?: string };
  return [namespace, name, String(kind).toLowerCase()].filter((part) => part !== undefined).join('.');
}

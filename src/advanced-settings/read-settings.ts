import { isDeepStrictEqual } from 'node:util';
import { findingOf } from '../findings/finding';
import { printWarning } from '../findings/print-warning';
import { refuse } from '../findings/refuse';
import { type StickySessionSettingsProps, StickySessionType } from './sticky-session-settings';

const PREFIX = 'network.gateway_api.';
const NAMES = ['enable_sticky_session', 'sticky_session_header', 'sticky_session_type'];

/** How deep an object is searched for settings that somebody wrapped. */
const DEEPEST = 4;

type Json = Record<string, unknown>;

/**
 * Reads the settings about sticky sessions out of all settings of a service, in every spelling that the platform wrote:
 * dotted or snake_case keys, and the later type as `"Cookie"`, `"SourceIP"` or `{"Header": {"name": …}}`.
 */
export function readStickySessionSettings(json: unknown): StickySessionSettingsProps {
  if (typeof json !== 'object' || json === null || Symbol.iterator in json) {
    refuse({
      id: 'settings-value',
      property: 'fromJson()',
      value: json,
      expected: 'a JSON object',
      remedy: 'parse the text first',
    });
  }
  const settings = json as Json;
  refuseNested(settings);
  warnOfUnknownKeys(settings);
  const enabled = read(settings, 'enable_sticky_session', 'boolean', 'true or false');
  const header = read(settings, 'sticky_session_header', 'string', 'the name of a header, or null') || undefined;
  const { type, headerName } = readType(settings);
  if (headerName !== undefined && header !== undefined && headerName !== header) {
    contradiction(`${PREFIX}sticky_session_header`, header, `${PREFIX}sticky_session_type`);
  }
  const sessionHeader = headerName ?? header;
  return {
    ...(enabled !== undefined && { networkGatewayApiEnableStickySession: enabled as boolean }),
    ...(sessionHeader !== undefined && { networkGatewayApiStickySessionHeader: sessionHeader as string }),
    ...(type !== undefined && { networkGatewayApiStickySessionType: type }),
  };
}

/** Warns of keys that look like one of these settings, and would be ignored silently. */
function warnOfUnknownKeys(settings: Json): void {
  const known = NAMES.flatMap((name) => spellings(PREFIX + name));
  for (const key of Object.keys(settings)) {
    const isNear = /gateway_?api.*stick|stick.*session/i.test(key.replaceAll('.', '_'));
    if (isNear && !known.includes(key)) {
      printWarning(
        'fromJson()',
        findingOf({
          id: 'unknown-setting',
          property: key,
          value: settings[key],
          expected: `one of the keys ${NAMES.map((name) => PREFIX + name).join(', ')}`,
        }),
      );
    }
  }
}

/** Refuses these settings in objects of `network`, `network.gateway_api` or any other key, which would be ignored silently. */
function refuseNested(json: Json, steps: readonly string[] = []): void {
  for (const [key, value] of Object.entries(json)) {
    const path = [...steps, key];
    const name = steps.length > 0 && (value ?? null) !== null ? settingAt(path) : undefined;
    if (name !== undefined) {
      refuse({
        id: 'settings-value',
        property: `json${path.map((step) => `[${JSON.stringify(step)}]`).join('')}`,
        value,
        expected: 'flat keys',
        remedy: `write "${PREFIX}${name}": ${JSON.stringify(value)}`,
      });
    }
    if (typeof value === 'object' && value !== null && steps.length < DEEPEST) {
      refuseNested(value as Json, path);
    }
  }
}

/** The setting that a path names with its last steps. */
function settingAt(path: readonly string[]): string | undefined {
  const written = `_${path.map(snakeCase).join('_')}`;
  return NAMES.find((each) => written.endsWith(`_${snakeCase(PREFIX + each)}`));
}

function snakeCase(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('.', '_');
}

function spellings(dotted: string): string[] {
  return [dotted.replaceAll('.', '_'), dotted];
}

function readType(settings: Json): { type?: StickySessionType; headerName?: string } {
  const { key, value } = find(settings, 'sticky_session_type');
  if (value === undefined || value === '') {
    return {};
  }
  if (value === StickySessionType.COOKIE || value === StickySessionType.SOURCE_IP) {
    return { type: value };
  }
  const name = (value as { Header?: { name?: unknown } }).Header?.name;
  if (typeof name !== 'string' || name === '') {
    refuse({
      id: 'settings-value',
      property: key,
      value,
      expected: '"Cookie", "SourceIP" or {"Header": {"name": "…"}}',
      remedy: 'write one of these, or null',
    });
  }
  return { type: StickySessionType.HEADER, headerName: name };
}

function read(settings: Json, name: string, type: 'boolean' | 'string', expected: string): unknown {
  const { key, value } = find(settings, name);
  if (value !== undefined && typeof value !== type) {
    refuse({ id: 'settings-value', property: key, value, expected, remedy: `write ${expected}` });
  }
  return value;
}

/** The value of a key in either spelling; null counts as not set. */
function find(settings: Json, name: string): { key: string; value: unknown } {
  const dotted = PREFIX + name;
  const [key = dotted, other = key] = spellings(dotted).filter((spelling) => (settings[spelling] ?? null) !== null);
  if (!isDeepStrictEqual(settings[key], settings[other])) {
    contradiction(key, settings[key], other);
  }
  return { key, value: settings[key] ?? undefined };
}

function contradiction(property: string, value: unknown, other: string): never {
  refuse({ id: 'settings-contradiction', property, value, expected: `the same as in ${other}` });
}

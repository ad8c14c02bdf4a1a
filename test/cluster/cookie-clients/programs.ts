import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { envoyAddress } from '../../../cluster/control-plane/network';
import { runFolder } from '../../../cluster/control-plane/process';

/** One request of one client, as the client reports it. */
export interface Exchange {
  readonly client: number;
  readonly protocol: string;
  readonly pod: string;
  /** Empty if the response has none. */
  readonly setCookie: string;
}

/**
 * A client program. Its arguments are a URL, the number of clients and the number of requests per client. It prints a line of
 * JSON for each request.
 */
export interface CookieProgram {
  readonly name: string;
  readonly command: string;
  readonly args?: string[];
  readonly lastArgs?: string[];
  readonly protocol: string;
  /** The header `Cookie` that it sends, if it changes the cookie: without a lifetime, and with one. */
  readonly rewrites?: { readonly session: string; readonly lasting: string };
}

export const chromiumBinary = '/usr/bin/chromium';

const fileOf = (name: string) => join(__dirname, name);

export const programs: CookieProgram[] = [
  { name: 'curl --http1.1', command: fileOf('curl.sh'), lastArgs: ['--http1.1'], protocol: 'HTTP/1.1' },
  { name: 'curl --http2', command: fileOf('curl.sh'), lastArgs: ['--http2'], protocol: 'HTTP/2' },
  // Envoy Gateway is built with the same flag and environment, so the standard library is already compiled.
  { name: 'Go cookiejar', command: 'go', args: ['run', '-trimpath', fileOf('cookiejar.go')], protocol: 'HTTP/2.0' },
  {
    name: 'Java CookieManager',
    command: 'java',
    args: [fileOf('CookieManagerClient.java')],
    protocol: 'HTTP_2',
    rewrites: { session: 'pin=,ADDRESS,', lasting: '$Version="1"; pin=",ADDRESS,";$Path="/";$Domain="HOST"' },
  },
  { name: 'Python http.cookiejar', command: 'python3', args: [fileOf('http_cookiejar.py')], protocol: 'HTTP/1.1' },
  { name: 'Python requests', command: 'python3', args: [fileOf('requests_session.py')], protocol: 'HTTP/1.1' },
  {
    name: 'tough-cookie',
    command: process.execPath,
    args: ['--import', 'tsx', fileOf('tough-cookie.ts')],
    protocol: 'HTTP/1.1',
  },
];

const tools: [command: string, args: string[], remedy: string][] = [
  [chromiumBinary, ['--version'], 'apt-get install chromium'],
  ['curl', ['--version'], 'apt-get install curl'],
  ['go', ['version'], 'install Go'],
  ['java', ['--version'], 'apt-get install default-jdk-headless'],
  ['python3', ['-c', 'import requests'], `python3 -m pip install -r ${fileOf('requirements.txt')}`],
];

/** Throws if a tool is missing, and says what to install: the tests cannot download anything in their network namespace. */
export function requireTools(): void {
  const missing = tools.filter(([command, args]) => spawnSync(command, args).status !== 0);
  const lines = missing.map(
    ([command, args, remedy]) => `\`${[command, ...args].join(' ')}\` does not work: ${remedy}`,
  );
  if (lines.length > 0) {
    throw new Error(lines.join('\n'));
  }
}

/** Runs a program for which the hostname of the URL resolves to Envoy's address. */
export async function runProgram(
  { command, args = [], lastArgs = [] }: CookieProgram,
  url: string,
  clients: number,
  requests: number,
): Promise<Exchange[]> {
  const hosts = join(runFolder, 'hosts');
  writeFileSync(hosts, `${envoyAddress} ${new URL(url).hostname}\n`);
  const withHosts = ['--mount', 'sh', '-c', `mount --bind ${hosts} /etc/hosts && exec "$@"`, 'sh'];
  const programArgs = [...args, url, String(clients), String(requests), ...lastArgs];
  const { stdout } = await promisify(execFile)('unshare', [...withHosts, command, ...programArgs], {
    env: { ...process.env, CGO_ENABLED: '0' },
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

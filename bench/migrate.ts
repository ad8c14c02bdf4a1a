/** `npm run bench:migrate` measures whole runs of `sticky-gateway migrate` with many Ingresses of ten kinds, as one YAML List. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { median } from './rounds';

const INGRESSES = 5000;
const NAMESPACES = 50;
const ROUNDS = 5;
const FOLDER = '.cache/bench/migrate';
const LIMIT_SECONDS = 5;

const PREFIX = 'nginx.ingress.kubernetes.io/';
const TIMEOUTS = { 'proxy-read-timeout': '600' };
const COOKIE = { affinity: 'cookie' };
const PERSISTENT = { ...COOKIE, 'affinity-mode': 'persistent' };

/** Their shares are about those of real manifests. */
const KINDS: readonly Readonly<Record<string, string>>[] = [
  COOKIE,
  PERSISTENT,
  PERSISTENT,
  { ...COOKIE, 'session-cookie-name': 'route', 'session-cookie-max-age': '3600' },
  { ...COOKIE, 'rewrite-target': '/$2' },
  { ...COOKIE, 'proxy-body-size': '8m' },
  { 'upstream-hash-by': '$http_x_user' },
  { 'upstream-hash-by': '$arg_room$remote_addr' },
  {},
  { 'enable-cors': 'true' },
];

function ingress(i: number) {
  const annotations = { ...KINDS[i % KINDS.length], ...TIMEOUTS };
  const host = `h${i}.example.com`;
  const backend = { service: { name: `web-${i}`, port: { number: 80 } } };
  const path = 'rewrite-target' in annotations ? '/app(/|$)(.*)' : '/';
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: `web-${i}`,
      namespace: `team-${i % NAMESPACES}`,
      annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [PREFIX + name, value])),
    },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `tls-${i}` }],
      rules: [{ host, http: { paths: [{ path, pathType: 'ImplementationSpecific', backend }] } }],
    },
  };
}

/** Seconds of a whole run. */
function run(input: string): number {
  const start = performance.now();
  const args = ['cli/lib/main.js', 'migrate', input];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore'] });
  return (performance.now() - start) / 1000;
}

mkdirSync(FOLDER, { recursive: true });
const input = `${FOLDER}/ingresses.yaml`;
writeFileSync(
  input,
  stringify({ apiVersion: 'v1', kind: 'List', items: Array.from({ length: INGRESSES }, (_, i) => ingress(i)) }),
);
const seconds = Array.from({ length: ROUNDS }, () => run(input));
console.log(
  `${INGRESSES} Ingresses in ${median(seconds).toFixed(1)} s (${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)}); the limit is ${LIMIT_SECONDS} s`,
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { REGISTRIES } from '../tools/release';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string | string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: Step[];
  readonly strategy?: { readonly matrix: { readonly node: number[] } };
}

const file = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');
const jobsOf = (workflow: string): Record<string, Job> => parse(file(`.github/workflows/${workflow}.yml`)).jobs;

const CI = jobsOf('ci');
const RELEASE = jobsOf('release');
const CONTAINER = file('.devcontainer/Dockerfile');
const NODE = Number(file('.nvmrc'));

/** The values of an input of all steps that use an action. */
const inputs = (action: string, input: string) =>
  Object.values(RELEASE)
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses?.startsWith(`actions/${action}@`))
    .map((step) => step.with?.[input]);

const imageOf = (name: string) => new RegExp(`^FROM ${name}:([0-9.]+)-`, 'm').exec(CONTAINER)?.[1];

test('CI tests the Node of development and the oldest that development allows', () => {
  const matrix = CI.node?.strategy?.matrix.node ?? [];
  expect(matrix).toContain(NODE);
  expect(JSON.parse(file('package.json')).devEngines.runtime.version).toMatch(
    new RegExp(`^>= ${Math.min(...matrix)}\\.`),
  );
});

test('the release is built with the Node, Go and Python of the container that CI runs in', () => {
  expect(imageOf('node')).toBe(`${NODE}`);
  expect(new Set(inputs('setup-node', 'node-version'))).toEqual(new Set([NODE]));
  expect(inputs('setup-go', 'go-version')).toEqual([imageOf('golang')]);
  expect(new Set(inputs('setup-python', 'python-version'))).toEqual(new Set([imageOf('python')]));
});

test.each(Object.keys(REGISTRIES))(
  'the release publishes packages/%s in a job of its own, as they were built',
  (target) => {
    const publishing = Object.values(RELEASE).filter(({ steps }) =>
      steps.some(({ run }) => run?.includes('publib') && run.endsWith(` packages/${target}`)),
    );
    expect(publishing).toHaveLength(1);
    const [job] = publishing as [Job];
    expect(job.needs).toBe('build');
    expect(job.steps.map(({ run }) => run?.split(' ')[0]).filter(Boolean)).toEqual(['sha256sum', 'npx']);
    expect(Object.keys(job.permissions ?? {})).not.toContain('contents');
  },
);

test('the GitHub release comes last', () => {
  const others = Object.keys(RELEASE).filter((name) => name !== 'build' && name !== 'github');
  expect(others).toHaveLength(Object.keys(REGISTRIES).length);
  expect(RELEASE.github?.needs).toEqual(others);
});

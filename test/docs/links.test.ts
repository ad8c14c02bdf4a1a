import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { PAGES, ROOT, textOf } from './pages';

/** Pages of the site, and those that it does not have. */
const ALL = [...PAGES, 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'cluster/README.md', 'test/cluster/README.md'];

/** A text without its code blocks, whose brackets are no links. */
function withoutCode(text: string): string {
  return text.replace(/^```.*?^```$/gms, '').replace(/`[^`]*`/g, (code) => code.replaceAll(']', ''));
}

function anchorsOf(page: string): string[] {
  const text = textOf(page).replace(/^```.*?^```$/gms, '');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
  const named = [...text.matchAll(/<a (?:name|id)="([^"]*)"/g)].map(([, name = '']) => name);
  return [...headings, ...named];
}

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}

const links = ALL.flatMap((page) =>
  [...withoutCode(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to = '']) => ({ page, to }))
    .filter(({ to }) => !/^[a-z]+:/.test(to)),
);

test.each(links)('the link in $page to $to leads to a file, and to a heading in it', ({ page, to }) => {
  const [path = '', anchor] = to.split('#');
  const target = path ? posix.join(posix.dirname(page), path) : page;
  expect({ target, exists: existsSync(join(ROOT, target)) }).toEqual({ target, exists: true });
  if (anchor !== undefined) {
    expect(anchorsOf(target)).toContain(anchor);
  }
});

test.each(ALL.filter((page) => page !== 'docs/api.md'))('the headings of %s have anchors of their own', (page) => {
  const headings = anchorsOf(page);
  expect(headings).toEqual([...new Set(headings)]);
});

test.each(PAGES.slice(1))('%s is in the README and in the sidebar of the site', (page) => {
  expect(textOf('README.md')).toContain(`](${page})`);
  expect(textOf('docs/.vitepress/config.mts')).toContain(`'/${page.replace(/\.md$/, '')}'`);
});

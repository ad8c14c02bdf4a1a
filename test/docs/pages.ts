import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** The pages of the site, in which every snippet is tested. */
export const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

export function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The text of a page with every line break as one blank. */
export function proseOf(page: string): string {
  return textOf(page).replace(/\s+/g, ' ');
}

export interface Snippet {
  /** Page and line of the first line of code. */
  readonly at: string;
  readonly code: string;
}

/** The code blocks of all pages that have this language. */
export function snippetsIn(language: string): Snippet[] {
  return PAGES.flatMap((page) => {
    const text = textOf(page);
    return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(
      ({ index, 1: code = '' }) => ({
        at: `${page}:${text.slice(0, index).split('\n').length + 1}`,
        code,
      }),
    );
  });
}

import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** Lets links lead to the same places as on GitHub: README.md is the first page, and what is no page is in the repository. */
export function links(md: MarkdownRenderer, repository: string): void {
  md.core.ruler.push('links', ({ tokens, env }) => {
    for (const link of tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open')) {
      const [, path, anchor] = /^([^#:]*)(.*)$/.exec(link.attrGet('href') ?? '') ?? [];
      if (path && !anchor?.startsWith(':')) {
        link.attrSet('href', placeOf(path, posix.dirname(env.relativePath), repository) + anchor);
      }
    }
  });
}

function placeOf(path: string, folder: string, repository: string): string {
  const file = posix.join(folder, path);
  if (file === 'README.md') {
    return '/';
  }
  const isPage = /^docs\/[^/]+\.md$/.test(file) && existsSync(file);
  return isPage ? path : `${repository}/blob/main/${file}`;
}

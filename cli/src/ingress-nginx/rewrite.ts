import type { Group, PathIdiom } from './path-idiom';

/** What `rewrite-target` does to a path. */
export type Rewrite =
  | { readonly kind: 'none' }
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'full'; readonly value: string }
  | { readonly kind: 'regex'; readonly pattern: string; readonly substitution: string }
  | { readonly kind: 'impossible'; readonly reason: string };

/** The rewrite of a path that is a prefix; a regular expression where no prefix says the same. */
export function rewriteOf(target: string, path: string, idiom: PathIdiom | undefined): Rewrite {
  if (/\$\{?[a-z_]/i.test(target)) {
    return { kind: 'impossible', reason: 'variables of nginx cannot be part of a rewrite' };
  }
  if (!/^[!-~]*$/.test(target)) {
    return { kind: 'impossible', reason: 'it has characters that no path has' };
  }
  if (/^https?:/i.test(target)) {
    return { kind: 'impossible', reason: 'it redirects to another host: write a RequestRedirect' };
  }
  if (!/\$\{?\d/.test(target)) {
    return { kind: 'full', value: target.startsWith('/') ? target : `/${target}` };
  }
  return (idiom && prefixRewrite(target, idiom)) ?? regexRewrite(target, path);
}

export function regexRewrite(target: string, path: string): Rewrite {
  return {
    kind: 'regex',
    pattern: `(?i)^${path.replace(/^\^/, '')}${path.endsWith('$') ? '' : '.*$'}`,
    substitution: target.replaceAll('\\', '\\\\').replace(/\$\{?(\d)\}?/g, '\\$1'),
  };
}

/** A target that is a text and, at its end, what follows the prefix. */
function prefixRewrite(target: string, { prefix, groups }: PathIdiom): Rewrite | undefined {
  const pieces = target
    .split(/\$\{?(\d)\}?/)
    .map((piece, i): Group => (i % 2 === 0 ? textGroup(piece) : (groups[Number(piece) - 1] ?? textGroup(''))))
    .filter((piece) => piece.kind !== 'literal' || piece.text !== '');
  const firstVariable = pieces.findIndex(({ kind }) => kind !== 'literal');
  const texts = firstVariable === -1 ? pieces : pieces.slice(0, firstVariable);
  const variables = firstVariable === -1 ? '' : pieces.slice(firstVariable).map(({ kind }) => kind);
  const literal = texts.map((piece) => ('text' in piece ? piece.text : '')).join('');
  if (firstVariable === -1) {
    return { kind: 'full', value: literal };
  }
  const replacement = replacementOf(literal, String(variables));
  if (replacement === undefined || (replacement !== '' && !replacement.startsWith('/'))) {
    return undefined;
  }
  const isSame = trimmed(replacement) === trimmed(prefix);
  return isSame ? { kind: 'none' } : { kind: 'prefix', value: trimmed(replacement) || '/' };
}

function textGroup(text: string): Group {
  return { kind: 'literal', text };
}

/** What replaces the prefix: the slash that follows is in the text, or in the variable. */
function replacementOf(literal: string, variables: string): string | undefined {
  switch (variables) {
    case 'rest':
      return literal.endsWith('/') ? literal.slice(0, -1) : undefined;
    case 'slashRest':
    case 'slash,rest':
      return literal;
    default:
      return undefined;
  }
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '');
}

/** The value of a group of a path idiom. */
export type Group =
  /** Always the same text. */
  | { readonly kind: 'literal'; readonly text: string }
  /** What follows the prefix and its slash. */
  | { readonly kind: 'rest' }
  /** What follows the prefix, with its slash. */
  | { readonly kind: 'slashRest' }
  /** The slash after the prefix, if there is one. */
  | { readonly kind: 'slash' };

/** A regular expression that is a prefix, or one path, in other words. */
export interface PathIdiom {
  readonly prefix: string;
  /** Whether it is the whole path. */
  readonly isWhole: boolean;
  /** What a Gateway's PathPrefix does differently, besides the case; none if nothing. */
  readonly difference: string | undefined;
  readonly groups: readonly Group[];
}

const REST: Group = { kind: 'rest' };
const SLASH_REST: Group = { kind: 'slashRest' };
const SLASH: Group = { kind: 'slash' };

/** How an expression goes on after its prefix. */
const TAILS: readonly (readonly [RegExp, readonly Group[], 'segment' | 'open' | 'slash'])[] = [
  [/^\(\/\|\$\)\(\.\*\)\$?$/, [SLASH, REST], 'segment'],
  [/^\(\?:\/\|\$\)\(\.\*\)\$?$/, [REST], 'segment'],
  [/^\(\/\|\$\)(\.\*)?$/, [SLASH], 'segment'],
  [/^\(\?:\/\|\$\)(\.\*)?$/, [], 'segment'],
  [/^\(\/\?\)\(\.\*\)\$?$/, [SLASH, REST], 'open'],
  [/^\/\?\(\.\*\)\$?$/, [REST], 'open'],
  [/^\/\?\.\*\$?$/, [], 'open'],
  [/^\/\?\$$/, [], 'segment'],
  [/^\(\/\.\*\|\$\)$/, [SLASH_REST], 'segment'],
  [/^\(\/\.\*\)\?\$$/, [SLASH_REST], 'segment'],
  [/^\(\/\.\*\)\?$/, [SLASH_REST], 'open'],
  [/^\(\/\?\.\*\)\$?$/, [SLASH_REST], 'open'],
  [/^\/\(\.\*\)\$?$/, [REST], 'slash'],
  [/^\/\(\.\+\)\$?$/, [REST], 'slash'],
  [/^\/\.[*+]\$?$/, [], 'slash'],
  [/^\(\.\*\)\$?$/, [SLASH_REST], 'open'],
  [/^\.\*\$?$/, [], 'open'],
  [/^\/?$/, [], 'open'],
];

/** Reads a path as an idiom; none if it is a real regular expression. */
export function idiomOf(path: string): PathIdiom | undefined {
  let left = path.replace(/^\^/, '');
  let prefix = '';
  const groups: Group[] = [];
  while (left !== '') {
    const tail = TAILS.find(([pattern]) => pattern.test(left));
    if (tail) {
      return withTail(prefix, left, groups, tail);
    }
    if (left === '$') {
      return prefix === '' ? undefined : { prefix, isWhole: true, difference: undefined, groups };
    }
    const [token, char, escaped, group] =
      /^(?:([\w/%:@!,;=&'~.-])(?![*+?{])|\\([.\-/_])(?![*+?{])|\(([\w/%-]*)\)(?![*+?{]))/.exec(left) ?? [];
    if (token === undefined) {
      return undefined;
    }
    if (group !== undefined) {
      groups.push({ kind: 'literal', text: group });
    }
    prefix += char ?? escaped ?? group ?? '';
    left = left.slice(token.length);
  }
  return withTail(prefix, '', groups, [/^$/, [], 'open']);
}

function withTail(
  before: string,
  left: string,
  groups: readonly Group[],
  [, ofTail, boundary]: (typeof TAILS)[number],
): PathIdiom | undefined {
  const hasSlash = boundary === 'slash' || left === '/';
  const prefix = `${before}${hasSlash ? '/' : ''}` || '/';
  if (!prefix.startsWith('/')) {
    return undefined;
  }
  // After a slash of its own, the rest of an open end begins without one.
  const own = prefix.endsWith('/') ? ofTail.map((group) => (group === SLASH_REST ? REST : group)) : ofTail;
  return { prefix, isWhole: false, difference: differenceOf(prefix, boundary), groups: [...groups, ...own] };
}

function differenceOf(prefix: string, boundary: 'segment' | 'open' | 'slash'): string | undefined {
  if (prefix === '/' || boundary === 'segment') {
    return undefined;
  }
  if (prefix.endsWith('/')) {
    return `${prefix.slice(0, -1)} without the slash matches now`;
  }
  return `${prefix}x, which begins with the same letters, matches no longer`;
}

/** The text that every match begins with, up to the last whole segment. */
export function literalPrefixOf(path: string): string {
  const idiom = idiomOf(path);
  if (idiom) {
    return idiom.prefix;
  }
  const literal = literalStartOf(path);
  return literal.slice(0, literal.lastIndexOf('/')) || '/';
}

/** The text that every match begins with. */
export function literalStartOf(path: string): string {
  // What a quantifier follows may be absent.
  const [literal = '/'] = /^(?:[\w/%:@!,;=&'~-](?![*?{]))*/.exec(path.replace(/^\^/, '')) ?? [];
  return literal;
}

/** What PCRE has and RE2 lacks; none if both read the expression alike. */
export function notInRe2(expression: string): string | undefined {
  const [found] = /\(\?[=!>|]|\(\?<[=!]|\\[1-9]|[*+?}]\+/.exec(expression) ?? [];
  return found;
}

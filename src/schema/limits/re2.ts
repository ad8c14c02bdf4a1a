/** Highest count of a repetition such as `a{1000}`. */
const MOST_REPETITIONS = 1000;

/** Most groups in each other. */
const MOST_DEPTH = 1000;

const POSIX_CLASSES =
  /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;
const OTHER_CLASS = /^\[:[\s\S]*?:\]/;
const FLAGS_ALONE = /^\(\?[imsU]*(?:-[imsU]+)?\)/;
const FLAGGED_GROUP = /^\(\?[imsU]*(?:-[imsU]+)?:/;
const NAMED_GROUP = /^\(\?P?<\w+>/;
const REPEATER = /^([*+?]|\{\d+(,\d*)?\})/;
const REPETITION = /^\{(\d+)(?:(,)(\d*))?\}/;

/** Escapes of one character: classes, control characters, anchors, octal and hexadecimal numbers, and ASCII. */
const ESCAPE =
  /^\\(?:[dDsSwW]|[aftnrv]|[0-7]{2,3}|0|x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]{1,6}\}|[pP](?:([A-Z])|\{\^?(\w+)\})|[^0-9A-Za-z\u0080-\uffff])/;
const ANCHOR = /^\\[AbBz]/;
const QUOTED = /^\\Q([\s\S]+?)(?:\\E|$)/;
const QUOTED_NOTHING = /^\\Q(?:\\E|$)/;

/**
 * Whether RE2 compiles an expression, whatever the Node.js version reads in it.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function isRe2(expression: string): boolean {
  const reader = new Reader(expression);
  return reader.alternation() && reader.isAtEnd;
}

/** A parser by recursive descent; each method reads one part of the grammar and tells whether it is valid. */
class Reader {
  private rest: string;
  /** Product of the nested counts of the last atom, which RE2 limits as well. */
  private count = 1;
  /** Number of groups around the current atom. */
  private depth = 0;

  public constructor(expression: string) {
    this.rest = expression;
  }

  public get isAtEnd(): boolean {
    return this.rest === '';
  }

  public alternation(): boolean {
    let most = 1;
    do {
      if (!this.sequence()) {
        return false;
      }
      most = Math.max(most, this.count);
    } while (this.takes('|'));
    this.count = most;
    return true;
  }

  private sequence(): boolean {
    let most = 1;
    let canRepeat = false;
    let hasAtom = false;
    while (!this.isAtEnd && !/^[|)]/.test(this.rest)) {
      if (REPEATER.test(this.rest)) {
        if (!canRepeat || !this.repetition()) {
          return false;
        }
        canRepeat = false;
      } else if (this.takesMatch(FLAGS_ALONE) || this.takesMatch(QUOTED_NOTHING)) {
        canRepeat = hasAtom;
      } else {
        this.count = 1;
        if (!this.atom()) {
          return false;
        }
        canRepeat = true;
        hasAtom = true;
      }
      most = Math.max(most, this.count);
    }
    this.count = most;
    return true;
  }

  /** Takes a repetition, which may be lazy. */
  private repetition(): boolean {
    const [counted, least = '', comma, most] = REPETITION.exec(this.rest) ?? [];
    this.take((counted ?? '*').length);
    this.takes('?');
    if (counted === undefined) {
      return true;
    }
    const [low, high] = [Number(least), comma && most ? Number(most) : Number(least)];
    this.count *= Math.max(high, 1);
    return low <= high && high <= MOST_REPETITIONS && this.count <= MOST_REPETITIONS;
  }

  private atom(): boolean {
    if (this.rest.startsWith('(')) {
      return this.group();
    }
    if (this.rest.startsWith('[')) {
      return this.characterClass();
    }
    if (this.rest.startsWith('\\')) {
      return this.takesMatch(QUOTED) || this.escape() !== undefined || this.takesMatch(ANCHOR);
    }
    this.take([...this.rest][0]?.length ?? 0);
    return true;
  }

  private group(): boolean {
    const isGroup = this.takesMatch(FLAGGED_GROUP) || this.takesMatch(NAMED_GROUP);
    this.depth += 1;
    const isValid =
      this.depth < MOST_DEPTH &&
      (isGroup || (!this.rest.startsWith('(?') && this.takes('('))) &&
      this.alternation() &&
      this.takes(')');
    this.depth -= 1;
    return isValid;
  }

  private characterClass(): boolean {
    this.take(1);
    this.takes('^');
    let isFirst = true;
    while (isFirst || !this.rest.startsWith(']')) {
      if (this.isAtEnd || !this.range()) {
        return false;
      }
      isFirst = false;
    }
    return this.takes(']');
  }

  private range(): boolean {
    if (this.takesMatch(POSIX_CLASSES)) {
      return true;
    }
    const first = OTHER_CLASS.test(this.rest) ? undefined : this.classCharacter();
    if (!first || !/^-[^\]]/.test(this.rest)) {
      return first !== undefined;
    }
    this.take(1);
    const last = this.classCharacter();
    return Boolean(last) && codeOf(first) <= codeOf(last ?? '');
  }

  /** The character of a class, empty for an escape that stands for several. */
  private classCharacter(): string | undefined {
    if (!this.rest.startsWith('\\')) {
      const [character] = this.rest;
      this.take(character?.length ?? 0);
      return character;
    }
    const escaped = this.escape();
    return escaped !== undefined && /^\\[dDsSwWpP]/.test(escaped) ? '' : escaped && unescaped(escaped);
  }

  private escape(): string | undefined {
    const [text = '', letter, name] = ESCAPE.exec(this.rest) ?? [];
    const category = letter ?? name;
    if (text === '' || (category !== undefined && !isCategory(category)) || isBeyondUnicode(text)) {
      return undefined;
    }
    this.take(text.length);
    return text;
  }

  private takes(text: string): boolean {
    const isNext = this.rest.startsWith(text);
    if (isNext) {
      this.take(text.length);
    }
    return isNext;
  }

  private takesMatch(expression: RegExp): boolean {
    const [text] = expression.exec(this.rest) ?? [];
    if (text === undefined) {
      return false;
    }
    this.take(text.length);
    return true;
  }

  private take(length: number): void {
    this.rest = this.rest.slice(length);
  }
}

/** Scripts whose names are as short as the aliases of others, which RE2 does not have. */
const SHORT_SCRIPTS = ['Ahom', 'Cham', 'Han', 'Kawi', 'Lao', 'Lisu', 'Modi', 'Mro', 'Nko', 'Thai', 'Toto', 'Vai', 'Yi'];

/** Whether Unicode has a general category or a script of this name. */
function isCategory(name: string): boolean {
  if (/^(Any|C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/.test(name)) {
    return true;
  }
  if (name.length < 5) {
    return SHORT_SCRIPTS.includes(name);
  }
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u').source.length > 0;
  } catch {
    return false;
  }
}

function isBeyondUnicode(escaped: string): boolean {
  const [, hexadecimal = '0'] = /^\\x\{([0-9A-Fa-f]+)\}$/.exec(escaped) ?? [];
  return Number.parseInt(hexadecimal, 16) > 0x10ffff;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

const CONTROL: Readonly<Record<string, string>> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };

function unescaped(escaped: string): string {
  const body = escaped.slice(1);
  const [, hexadecimal] = /^x\{?([0-9A-Fa-f]+)\}?$/.exec(body) ?? [];
  if (hexadecimal !== undefined) {
    return String.fromCodePoint(Math.min(Number.parseInt(hexadecimal, 16), 0x10ffff));
  }
  return /^[0-7]+$/.test(body) ? String.fromCodePoint(Number.parseInt(body, 8)) : (CONTROL[body] ?? body);
}

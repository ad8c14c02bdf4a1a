/** Headers by names in lower case, as Envoy keeps them. */
export type Headers = Readonly<Record<string, string>>;

/** The values that the header values of our filters refer to. */
export interface Exchange {
  readonly request?: { readonly headers: Headers; readonly path?: string };
  readonly response?: { readonly headers: Headers };
  /** Address of the pod that responds. */
  readonly pod?: string;
  readonly client?: string;
}

/** The header value that Envoy makes of a format string; empty if it sets none. */
export function formatted(format: string, exchange: Exchange): string {
  // No command contains a percent sign.
  const parts = format.split('%');
  expect(parts.length % 2).toBe(1);
  return parts.map((part, i) => (i % 2 === 0 ? part : commandOf(part, exchange))).join('');
}

function commandOf(command: string, exchange: Exchange): string {
  const [, name, argument = '', length] = /^([A-Z_]+)(?:\((.*)\))?(?::(\d+))?$/.exec(command) ?? [];
  const commands: Readonly<Record<string, () => string>> = {
    CEL: () => cel(argument, exchange),
    REQ: () => exchange.request?.headers[argument.toLowerCase()] ?? '',
    RESP: () => exchange.response?.headers[argument.toLowerCase()] ?? '',
    UPSTREAM_REMOTE_ADDRESS: () => exchange.pod ?? '',
  };
  const value = commands[name ?? '']?.();
  if (value === undefined) {
    throw new Error(`Unknown command ${command}`);
  }
  return length === undefined ? value : value.slice(0, Number(length));
}

/** Methods of strings in CEL; JavaScript evaluates the rest of our expressions. */
const ON_STRINGS = {
  matches: (text: string, pattern: string) => new RegExp(pattern).test(text),
  contains: (text: string, part: string) => text.includes(part),
  endsWith: (text: string, part: string) => text.endsWith(part),
  size: (text: string) => text.length,
};

const REGEX = {
  capture: (text: string, pattern: string) => {
    const [, captured] = new RegExp(`^(?:${pattern})$`).exec(text) ?? [];
    if (captured === undefined) {
      throw new Error('no match');
    }
    return captured;
  },
  /** The rewrite of the first match; `\\1` in it is the group, and two backslashes are one. */
  extract: (text: string, pattern: string, rewrite: string) => {
    const [, group = ''] = new RegExp(pattern).exec(text) ?? [];
    return rewrite.replace(/\\([1\\])/g, (_, what) => (what === '1' ? group : what));
  },
};

/** The value of an expression; empty if it fails. */
function cel(expression: string, { request, response, pod, client }: Exchange): string {
  const receiver = String.raw`((?:request|response|source|upstream)\.\w+(?:\['(?:[^'\\]|\\.)*'\])?)`;
  const call = new RegExp(`${receiver}\\.(${Object.keys(ON_STRINGS).join('|')})\\(`, 'g');
  const [path = '/', query = ''] = request?.path?.split('?') ?? [];
  const names = {
    request: { headers: headersOf(request?.headers), url_path: path, query },
    response: { headers: headersOf(response?.headers) },
    upstream: { address: pod },
    source: { address: client },
    re: REGEX,
    onStrings: ON_STRINGS,
  };
  const code = `'use strict'; return ${expression.replace(call, 'onStrings.$2($1, ')}`;
  const evaluate = new Function(...Object.keys(names), code);
  try {
    return evaluate(...Object.values(names)) as string;
  } catch (error) {
    expect(error).not.toBeInstanceOf(SyntaxError);
    return '';
  }
}

/** Reading a header that does not exist fails the expression. */
function headersOf(headers: Headers = {}): Headers {
  return new Proxy(headers, {
    get: (target, name) => {
      if (!(name in target)) {
        throw new Error('no such header');
      }
      return target[String(name)];
    },
  });
}

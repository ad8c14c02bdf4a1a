/** An OpenAPI schema of a CRD. */
// biome-ignore lint/suspicious/noExplicitAny: of any form
type Schema = any;

/** The TypeScript code of a part of a rule, and the schema of its value if the value is a field of the object. */
interface Expression {
  readonly code: string;
  readonly schema?: Schema;
}

const TOKEN = /\s+|r"""(.*?)"""|'([^']*)'|(\d+)|([A-Za-z_]\w*)|(&&|\|\||[=!<>]=|[-+!<>()[\]{},.?:])/gsy;

/** Methods of lists and strings in CEL, with their names in TypeScript. */
const QUESTIONS: Record<string, string> = {
  all: 'every',
  exists: 'some',
  filter: 'filter',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  contains: 'includes',
  upperAscii: 'toUpperCase',
};

/**
 * Translates a CEL rule of a CRD into TypeScript, in which the object is `self`.
 *
 * A field with a default has this default if it is missing, because the API server fills it in. `names` has the fields that the
 * imported classes rename.
 */
export function translateRule(rule: string, schema: Schema, names: ReadonlyMap<string, string>): string {
  return new Translator(tokensOf(rule), names).translate({ self: { code: 'self', schema } });
}

function tokensOf(rule: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(rule);
    if (!match) {
      throw new Error(`Unknown token in a CEL rule: ${rule.slice(at)}`);
    }
    const [text, raw, quoted] = match;
    if (raw !== undefined || quoted !== undefined) {
      tokens.push(`'${raw ?? quoted}`);
    } else if (text.trim() !== '') {
      tokens.push(text);
    }
  }
  return tokens;
}

/** Joins two expressions, leaving out a side that is constant because of a default. */
function joined(left: Expression, operator: string, right: Expression): Expression {
  if ((operator === '&&' && left.code === 'true') || (operator === '||' && left.code === 'false')) {
    return right;
  }
  if (operator === '||' && right.code === 'false') {
    return left;
  }
  if (operator === 'in') {
    return { code: `${right.code}.includes(${left.code})` };
  }
  return { code: `(${left.code} ${{ '==': '===', '!=': '!==' }[operator] ?? operator} ${right.code})` };
}

type Scope = Readonly<Record<string, Expression>>;

/** A recursive descent parser. */
class Translator {
  private next = 0;

  constructor(
    private readonly tokens: string[],
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  translate(scope: Scope): string {
    const { code } = this.condition(scope);
    if (this.next < this.tokens.length) {
      throw new Error(`Unexpected rest of a CEL rule: ${this.tokens.slice(this.next).join(' ')}`);
    }
    return code;
  }

  private condition(scope: Scope): Expression {
    const question = this.binary(scope, 0);
    if (!this.takes('?')) {
      return question;
    }
    const then = this.condition(scope);
    this.expect(':');
    const otherwise = this.condition(scope);
    if (question.code === 'true') {
      return then;
    }
    const negates = then.code === 'false' && otherwise.code === 'true';
    return { code: negates ? `!${question.code}` : `(${question.code} ? ${then.code} : ${otherwise.code})` };
  }

  private binary(scope: Scope, level: number): Expression {
    const operators = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=', 'in'], ['+']][level];
    if (!operators) {
      return this.unary(scope);
    }
    let left = this.binary(scope, level + 1);
    while (operators.includes(this.tokens[this.next] ?? '')) {
      const operator = this.tokens[this.next++] as string;
      const right = this.binary(scope, level + 1);
      left = joined(left, operator, right);
    }
    return left;
  }

  private unary(scope: Scope): Expression {
    if (!this.takes('!')) {
      return this.members(this.primary(scope), scope);
    }
    const { code } = this.unary(scope);
    return { code: code === 'true' ? 'false' : `!${code}` };
  }

  private primary(scope: Scope): Expression {
    const token = this.tokens[this.next++] ?? '';
    if (token === '(') {
      const inner = this.condition(scope);
      this.expect(')');
      return inner;
    }
    if (token === '[') {
      return { code: `[${this.list(scope, ']').join(', ')}]` };
    }
    if (token.startsWith("'")) {
      return { code: JSON.stringify(token.slice(1)) };
    }
    if (/^(\d|true$|false$)/.test(token)) {
      return { code: token };
    }
    if (this.takes('(')) {
      return this.call(token, scope);
    }
    const known = scope[token];
    if (!known) {
      throw new Error(`Unknown name in a CEL rule: ${token}`);
    }
    return known;
  }

  private call(name: string, scope: Scope): Expression {
    const { code, schema } = this.condition(scope);
    this.expect(')');
    switch (name) {
      case 'has':
        return { code: schema?.default === undefined ? `has(${code})` : 'true' };
      case 'size':
        return { code: `${code}.length` };
      case 'duration':
        return { code: `duration(${code})` };
    }
    throw new Error(`Unknown CEL function: ${name}`);
  }

  private members(start: Expression, scope: Scope): Expression {
    let value = start;
    for (;;) {
      if (this.takes('[')) {
        value = { code: `${value.code}[${this.list(scope, ']')}]`, schema: value.schema?.items };
      } else if (this.takes('.')) {
        const name = (this.tokens[this.next++] as string).replace(/^__(\w+)__$/, '$1');
        value = this.takes('(') ? this.method(value, name, scope) : this.field(value, name);
      } else {
        return value;
      }
    }
  }

  private field({ code, schema }: Expression, name: string): Expression {
    const field = schema?.properties?.[name];
    if (!field) {
      throw new Error(`A CEL rule reads the field ${name}, which the schema does not have`);
    }
    const read = `${code}.${this.names.get(name) ?? name}`;
    return {
      code: field.default === undefined ? read : `(${read} ?? ${JSON.stringify(field.default)})`,
      schema: field,
    };
  }

  private method({ code, schema }: Expression, name: string, scope: Scope): Expression {
    if (['all', 'exists', 'exists_one', 'filter'].includes(name)) {
      const variable = this.tokens[this.next++] as string;
      this.expect(',');
      const inner = this.condition({ ...scope, [variable]: { code: variable, schema: schema?.items } }).code;
      this.expect(')');
      const each = `((${variable}: Any) => ${inner})`;
      return {
        code: name === 'exists_one' ? `(${code}.filter${each}.length === 1)` : `${code}.${QUESTIONS[name]}${each}`,
      };
    }
    const args = this.list(scope, ')');
    if (name === 'size') {
      return { code: `${code}.length` };
    }
    if (name === 'matches') {
      return { code: `matches(${args[0]}, ${code})` };
    }
    if (!QUESTIONS[name]) {
      throw new Error(`Unknown CEL method: ${name}`);
    }
    return { code: `${code}.${QUESTIONS[name]}(${args.join(', ')})` };
  }

  private list(scope: Scope, end: string): string[] {
    const items: string[] = [];
    while (!this.takes(end)) {
      items.push(this.condition(scope).code);
      this.takes(',');
    }
    return items;
  }

  private takes(token: string): boolean {
    const is = this.tokens[this.next] === token;
    this.next += is ? 1 : 0;
    return is;
  }

  private expect(token: string): void {
    if (!this.takes(token)) {
      throw new Error(`A CEL rule has ${this.tokens[this.next]} instead of ${token}`);
    }
  }
}

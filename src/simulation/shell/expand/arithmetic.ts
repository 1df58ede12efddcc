/** `$(( ))` (bash(1), ARITHMETIC EVALUATION): whole numbers of 64 bits. */
export interface Numbers {
  get(name: string): string;
  set(name: string, value: string): void;
}

export class ArithmeticFault extends Error {}

const BINARY: readonly (readonly string[])[] = [['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!='], ['<=', '>=', '<', '>'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']];
const TOKEN = /\s*(\d+|[A-Za-z_]\w*|\+\+|--|\*\*|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%]=|[-+*/%<>!~&|^()=?:,])/y;

function apply(sign: string, a: bigint, b: bigint): bigint {
  const truth = (yes: boolean): bigint => (yes ? 1n : 0n);
  switch (sign) {
    case '||': return truth(a !== 0n || b !== 0n);
    case '&&': return truth(a !== 0n && b !== 0n);
    case '|': return a | b;
    case '^': return a ^ b;
    case '&': return a & b;
    case '==': return truth(a === b);
    case '!=': return truth(a !== b);
    case '<=': return truth(a <= b);
    case '>=': return truth(a >= b);
    case '<': return truth(a < b);
    case '>': return truth(a > b);
    case '<<': return a << (b & 63n);
    case '>>': return a >> (b & 63n);
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    default:
      if (b === 0n) throw new ArithmeticFault(`division by 0 (error token is "${b}")`);
      return sign === '/' ? a / b : a % b;
  }
}

class Evaluation {
  private readonly tokens: string[] = [];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly numbers: Numbers,
    private readonly depth = 0,
  ) {
    TOKEN.lastIndex = 0;
    let end = 0;
    for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
      this.tokens.push(found[1]!);
      end = TOKEN.lastIndex;
    }
    if (text.slice(end).trim() !== '') throw this.wrong(text.slice(end).trim());
  }

  private wrong(token: string): ArithmeticFault {
    return new ArithmeticFault(`syntax error: operand expected (error token is "${token}")`);
  }

  private get token(): string {
    return this.tokens[this.at] ?? '';
  }

  private skip(token: string): boolean {
    if (this.token !== token) return false;
    this.at += 1;
    return true;
  }

  run(): bigint {
    if (this.tokens.length === 0) return 0n;
    let value = this.assignment();
    while (this.skip(',')) value = this.assignment();
    if (this.at < this.tokens.length) throw new ArithmeticFault(`syntax error in expression (error token is "${this.tokens.slice(this.at).join(' ')}")`);
    return value;
  }

  private variable(name: string): bigint {
    const text = this.numbers.get(name).trim();
    if (text === '') return 0n;
    if (/^-?\d+$/.test(text)) return BigInt(text);
    if (this.depth > 20) throw new ArithmeticFault(`${name}: expression recursion level exceeded (error token is "${name}")`);
    return new Evaluation(text, this.numbers, this.depth + 1).run();
  }

  private store(name: string, value: bigint): bigint {
    this.numbers.set(name, String(BigInt.asIntN(64, value)));
    return value;
  }

  private assignment(): bigint {
    const name = this.token;
    const sign = this.tokens[this.at + 1] ?? '';
    if (/^[A-Za-z_]/.test(name) && /^[-+*/%]?=$/.test(sign)) {
      this.at += 2;
      const value = this.assignment();
      return this.store(name, sign === '=' ? value : apply(sign[0]!, this.variable(name), value));
    }
    return this.choice();
  }

  private choice(): bigint {
    const condition = this.binary(0);
    if (!this.skip('?')) return condition;
    const yes = this.assignment();
    if (!this.skip(':')) throw this.wrong(this.token);
    const no = this.assignment();
    return condition === 0n ? no : yes;
  }

  private binary(level: number): bigint {
    const signs = BINARY[level];
    if (signs === undefined) return this.power();
    let value = this.binary(level + 1);
    while (signs.includes(this.token)) {
      const sign = this.token;
      this.at += 1;
      value = BigInt.asIntN(64, apply(sign, value, this.binary(level + 1)));
    }
    return value;
  }

  private power(): bigint {
    const base = this.unary();
    if (!this.skip('**')) return base;
    const exponent = this.power();
    if (exponent < 0n) throw new ArithmeticFault('exponent less than 0');
    return BigInt.asIntN(64, base ** (exponent > 64n && (base > 1n || base < -1n) ? 64n : exponent > 1000n ? 1000n : exponent));
  }

  private unary(): bigint {
    if (this.skip('-')) return -this.unary();
    if (this.skip('+')) return this.unary();
    if (this.skip('!')) return this.unary() === 0n ? 1n : 0n;
    if (this.skip('~')) return ~this.unary();
    for (const [sign, by] of [['++', 1n], ['--', -1n]] as const) {
      if (!this.skip(sign)) continue;
      const name = this.token;
      this.at += 1;
      return this.store(name, this.variable(name) + by);
    }
    return this.primary();
  }

  private primary(): bigint {
    const { token } = this;
    this.at += 1;
    if (/^\d/.test(token)) return BigInt.asIntN(64, BigInt(token));
    if (token === '(') {
      const value = this.assignment();
      if (!this.skip(')')) throw new ArithmeticFault(`syntax error: \`)' expected (error token is "${this.token}")`);
      return value;
    }
    if (!/^[A-Za-z_]/.test(token)) throw this.wrong(token === '' ? this.text.trim() : token);
    const value = this.variable(token);
    for (const [sign, by] of [['++', 1n], ['--', -1n]] as const) if (this.skip(sign)) this.store(token, value + by);
    return value;
  }
}

export function evaluate(text: string, numbers: Numbers): string {
  try {
    return String(new Evaluation(text, numbers).run());
  } catch (fault) {
    if (fault instanceof ArithmeticFault) throw new ArithmeticFault(`${text.trim()}: ${fault.message}`);
    throw fault;
  }
}

import { locationOf, NO_LOCATION, sourceOf, type CelIssue, type Location, type Source } from '../source';
import { mapChildren, type Expr, type Literal, type MapEntry, type StructField } from './ast';
import { MacroError, MACROS, type Macros, type Maker } from './macros';
import { parseTree, type Child, type Node } from './parse-tree';
import { BYTES, EOF, ESC_IDENTIFIER, fixed, IDENTIFIER, NUM_FLOAT, NUM_INT, NUM_UINT, STRING, type Token } from './tokens';
import { unescape } from './unescape';

/** From text to a syntax tree with its macros expanded (cel-go parser.Parser). */

export interface Parsed {
  readonly source: Source;
  /** undefined where the text is wrong. */
  readonly expr: Expr | undefined;
  readonly issues: readonly CelIssue[];
  /** Where each expression begins. */
  readonly locations: ReadonlyMap<number, Location>;
}

const RESERVED = new Set(['as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop', 'package', 'namespace', 'null', 'return', 'true', 'var', 'void', 'while']);
const MAX_CODE_POINTS = 100_000;
const MAX_DEPTH = 250;

class TooDeep extends Error {}

const isNode = (child: Child): child is Node => 'rule' in child;

/** Reads the parse tree; where it is torn by a syntax error, expressions are missing. */
class Reader {
  private nextId = 1;
  private depth = 0;
  readonly places = new Map<number, number>();
  readonly issues: CelIssue[] = [];

  constructor(private readonly source: Source, private readonly macros: Macros) {}

  private id(at: number): number {
    const id = this.nextId;
    this.nextId += 1;
    this.places.set(id, at);
    return id;
  }

  private report(at: number, message: string): Expr {
    const id = this.id(at);
    this.issues.push({ location: locationOf(this.source, at), message });
    return { id, kind: 'nothing' };
  }

  private nothing(at: number): Expr {
    return { id: this.id(at), kind: 'nothing' };
  }

  private tokensOf(node: Node, ...types: number[]): Token[] {
    return node.children.flatMap((child) => (!isNode(child) && types.includes(child.token.type) && (!child.stray || child.token.index === undefined) ? [child.token] : []));
  }

  private nodesOf(node: Node, ...rules: string[]): Node[] {
    return node.children.filter((child): child is Node => isNode(child) && rules.includes(child.rule));
  }

  private counted(read: () => Expr): Expr {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new TooDeep('max recursion depth exceeded');
    const expr = read();
    this.depth -= 1;
    return expr;
  }

  expr(node: Node | undefined): Expr {
    if (node === undefined) return this.nothing(0);
    switch (node.rule) {
      case 'start':
        return this.expr(this.nodesOf(node, 'expr')[0]);
      case 'expr':
        return this.conditional(node);
      case 'conditionalOr':
        return this.logic(node, '_||_', 'conditionalAnd', '||');
      case 'conditionalAnd':
        return this.logic(node, '_&&_', 'relation', '&&');
      case 'relation':
        return this.binary(node, 'relation', 'calc');
      case 'calc':
        return this.binary(node, 'calc', 'unary');
      case 'unary':
        return this.unary(node);
      case 'member':
        return this.member(node);
      case 'primary':
        return this.primary(node);
      case 'literal':
        return this.literal(node);
      default:
        return this.nothing(node.start.at);
    }
  }

  private conditional(node: Node): Expr {
    const [condition, then] = this.nodesOf(node, 'conditionalOr');
    const [operator] = this.tokensOf(node, fixed('?'));
    if (operator === undefined) return this.expr(condition);
    return this.counted(() => {
      const first = this.expr(condition);
      const id = this.id(operator.at);
      return this.call(id, '_?_:_', [first, this.expr(then), this.expr(this.nodesOf(node, 'expr')[0])]);
    });
  }

  private logic(node: Node, name: string, operandRule: string, operator: '||' | '&&'): Expr {
    const operands = this.nodesOf(node, operandRule);
    const operators = this.tokensOf(node, fixed(operator));
    const terms = [this.expr(operands[0])];
    const ids: number[] = [];
    for (const [index, token] of operators.entries()) {
      const operand = operands[index + 1];
      if (operand === undefined) return this.report(node.start.at, `unexpected character, wanted '${operator}'`);
      terms.push(this.expr(operand));
      ids.push(this.id(token.at));
    }
    // A long chain becomes a balanced tree; the outcome is the same in any order.
    const balance = (low: number, high: number): Expr => {
      const middle = Math.floor((low + high + 1) / 2);
      const left = middle === low ? terms[middle]! : balance(low, middle - 1);
      const right = middle === high ? terms[middle + 1]! : balance(middle + 1, high);
      return { id: ids[middle]!, kind: 'call', name, args: [left, right] };
    };
    return ids.length === 0 ? terms[0]! : balance(0, ids.length - 1);
  }

  private binary(node: Node, rule: string, operandRule: string): Expr {
    if (node.way === undefined) return this.expr(this.nodesOf(node, operandRule)[0]);
    return this.counted(() => {
      const [left, right] = this.nodesOf(node, rule);
      const operator = node.children.find((child) => !isNode(child));
      if (operator === undefined || isNode(operator)) return this.report(node.start.at, 'operator not found');
      const first = this.expr(left);
      const id = this.id(operator.token.at);
      const { text } = operator.token;
      return this.call(id, text === 'in' ? '@in' : `_${text}_`, [first, this.expr(right)]);
    });
  }

  private unary(node: Node): Expr {
    const operators = this.tokensOf(node, fixed('!'), fixed('-'));
    const [member] = this.nodesOf(node, 'member');
    if (operators.length % 2 === 0) return this.expr(member);
    const id = this.id(operators[0]!.at);
    return this.call(id, operators[0]!.text === '!' ? '!_' : '-_', [this.expr(member)]);
  }

  private member(node: Node): Expr {
    if (node.way === undefined) return this.expr(this.nodesOf(node, 'primary')[0]);
    return this.counted(() => {
      const operand = this.expr(this.nodesOf(node, 'member')[0]);
      if (node.way === 0) return this.select(node, operand);
      if (node.way === 1) {
        const [name] = this.tokensOf(node, IDENTIFIER);
        const [open] = this.tokensOf(node, fixed('('));
        if (name === undefined) return this.nothing(node.start.at);
        const id = this.id(open?.at ?? node.start.at);
        return this.call(id, name.text, this.args(node), operand);
      }
      const [bracket] = this.tokensOf(node, fixed('['));
      if (bracket === undefined) return this.nothing(node.start.at);
      const id = this.id(bracket.at);
      const index = this.expr(this.nodesOf(node, 'expr')[0]);
      return this.call(id, this.tokensOf(node, fixed('?')).length > 0 ? '_[?_]' : '_[_]', [operand, index]);
    });
  }

  private select(node: Node, operand: Expr): Expr {
    const [dot] = this.tokensOf(node, fixed('.'));
    const [name] = this.nodesOf(node, 'escapeIdent');
    if (dot === undefined || name === undefined) return this.nothing(node.start.at);
    const field = this.identifier(name);
    if (this.tokensOf(node, fixed('?')).length > 0) {
      const id = this.id(dot.at);
      return { id, kind: 'call', name: '_?._', args: [operand, { id: this.id(name.start.at), kind: 'literal', literal: { type: 'string', value: field ?? '' } }] };
    }
    return { id: this.id(dot.at), kind: 'select', operand, field: field ?? '', test: false };
  }

  /** A name, or one in back quotes, which Kubernetes does not switch on. */
  private identifier(node: Node): string | undefined {
    if (this.tokensOf(node, ESC_IDENTIFIER).length > 0) {
      this.report(node.start.at, "unsupported syntax: '`'");
      return undefined;
    }
    const [token] = this.tokensOf(node, IDENTIFIER);
    if (token === undefined) this.report(node.start.at, 'unsupported ident kind');
    return token?.text;
  }

  private args(node: Node): Expr[] {
    const [list] = this.nodesOf(node, 'exprList');
    return list === undefined ? [] : this.nodesOf(list, 'expr').map((arg) => this.expr(arg));
  }

  private primary(node: Node): Expr {
    switch (node.way) {
      case 0:
      case 1: {
        const [name] = this.tokensOf(node, IDENTIFIER);
        if (name === undefined) return this.nothing(node.start.at);
        if (RESERVED.has(name.text)) return this.report(node.start.at, `reserved identifier: ${name.text}`);
        const full = `${this.tokensOf(node, fixed('.')).length > 0 ? '.' : ''}${name.text}`;
        if (node.way === 0) return { id: this.id(name.at), kind: 'ident', name: full };
        const [open] = this.tokensOf(node, fixed('('));
        const id = this.id(open?.at ?? node.start.at);
        return this.call(id, full, this.args(node));
      }
      case 2:
        return this.expr(this.nodesOf(node, 'expr')[0]);
      case 3:
        return this.list(node);
      case 4:
        return { id: this.id(node.start.at), kind: 'map', entries: this.entries(this.nodesOf(node, 'mapInitializerList')[0]) };
      case 5:
        return this.message(node);
      case 6:
        return this.expr(this.nodesOf(node, 'literal')[0]);
      default:
        return this.nothing(node.start.at);
    }
  }

  private list(node: Node): Expr {
    const id = this.id(node.start.at);
    const [init] = this.nodesOf(node, 'listInit');
    const optional = new Set<number>();
    const elements = (init === undefined ? [] : this.nodesOf(init, 'optExpr')).map((element, index) => {
      if (this.tokensOf(element, fixed('?')).length > 0) optional.add(index);
      return this.expr(this.nodesOf(element, 'expr')[0]);
    });
    return { id, kind: 'list', elements, optional };
  }

  private entries(init: Node | undefined): MapEntry[] {
    if (init === undefined) return [];
    const keys = this.nodesOf(init, 'optExpr');
    const values = this.nodesOf(init, 'expr');
    const result: MapEntry[] = [];
    for (const [index, colon] of this.tokensOf(init, fixed(':')).entries()) {
      const id = this.id(colon.at);
      const [keyNode, value] = [keys[index], values[index]];
      if (keyNode === undefined || value === undefined) return [];
      const key = this.expr(this.nodesOf(keyNode, 'expr')[0]);
      result.push({ id, key, value: this.expr(value), optional: this.tokensOf(keyNode, fixed('?')).length > 0 });
    }
    return result;
  }

  private message(node: Node): Expr {
    const leading = node.start.type === fixed('.') ? '.' : '';
    const typeName = leading + this.tokensOf(node, IDENTIFIER).map(({ text }) => text).join('.');
    const [brace] = this.tokensOf(node, fixed('{'));
    const id = this.id(brace?.at ?? node.start.at);
    const [init] = this.nodesOf(node, 'fieldInitializerList');
    const fields: StructField[] = [];
    if (init !== undefined) {
      const names = this.nodesOf(init, 'optField');
      const values = this.nodesOf(init, 'expr');
      const colons = this.tokensOf(init, fixed(':'));
      for (const [index, field] of names.entries()) {
        const [colon, value] = [colons[index], values[index]];
        if (colon === undefined || value === undefined) return { id, kind: 'struct', typeName, fields: [] };
        const fieldId = this.id(colon.at);
        const [nameNode] = this.nodesOf(field, 'escapeIdent');
        const name = nameNode === undefined ? undefined : this.identifier(nameNode);
        if (name !== undefined) fields.push({ id: fieldId, name, value: this.expr(value), optional: this.tokensOf(field, fixed('?')).length > 0 });
      }
    }
    return { id, kind: 'struct', typeName, fields };
  }

  private literal(node: Node): Expr {
    const { at } = node.start;
    const found = node.children.find((child) => !isNode(child) && !child.stray && child.token.type !== fixed('-'));
    if (found === undefined || isNode(found)) return this.nothing(at);
    const { type, text } = found.token;
    const negative = this.tokensOf(node, fixed('-')).length > 0;
    const literal = (value: Literal): Expr => ({ id: this.id(at), kind: 'literal', literal: value });
    switch (type) {
      case NUM_INT: {
        const value = negative ? -BigInt(text) : BigInt(text);
        return BigInt.asIntN(64, value) === value ? literal({ type: 'int', value }) : this.report(at, 'invalid int literal');
      }
      case NUM_UINT: {
        const value = BigInt(text.slice(0, -1));
        return BigInt.asUintN(64, value) === value ? literal({ type: 'uint', value }) : this.report(at, 'invalid uint literal');
      }
      case NUM_FLOAT: {
        const value = Number(text);
        return Number.isFinite(value) ? literal({ type: 'double', value: negative ? -value : value }) : this.report(at, 'invalid double literal');
      }
      case STRING:
      case BYTES: {
        const unescaped = unescape(type === BYTES ? text.slice(1) : text, type === BYTES);
        if (!unescaped.ok) this.report(at, unescaped.error);
        if (type === BYTES) return literal({ type: 'bytes', value: Uint8Array.from(unescaped.ok ? unescaped.chars : []) });
        return literal({ type: 'string', value: unescaped.ok ? unescaped.chars.map((char) => String.fromCodePoint(char)).join('') : text });
      }
      case EOF:
        return this.nothing(at);
      default:
        return literal(text === 'null' ? { type: 'null' } : { type: 'bool', value: text === 'true' });
    }
  }

  /** A call, or what the macro of that name makes of it. */
  private call(id: number, name: string, args: Expr[], target?: Expr): Expr {
    const key = `${name}:${args.length}:${target !== undefined}`;
    const expand = MACROS.get(key) ?? this.macros.get(key);
    const plain: Expr = { id, kind: 'call', name, ...(target === undefined ? {} : { target }), args };
    if (expand === undefined) return plain;
    const at = this.places.get(id)!;
    try {
      const expr = expand(this.makerAt(at), args, target ?? args[0]!);
      if (expr === null) return plain;
      this.forget(id);
      return expr;
    } catch (error) {
      if (!(error instanceof MacroError)) throw error;
      this.forget(id);
      return this.report(this.places.get(error.at) ?? at, error.message);
    }
  }

  private forget(id: number): void {
    this.places.delete(id);
    if (id === this.nextId - 1) this.nextId -= 1;
  }

  private makerAt(at: number): Maker {
    const id = (): number => this.id(at);
    const copy = (expr: Expr): Expr => {
      const copied = this.id(this.places.get(expr.id) ?? at);
      return { ...mapChildren(expr, copy), id: copied };
    };
    return {
      literal: (literal) => ({ id: id(), kind: 'literal', literal }),
      ident: (name) => ({ id: id(), kind: 'ident', name }),
      call: (name, ...args) => ({ id: id(), kind: 'call', name, args }),
      memberCall: (name, target, ...args) => ({ id: id(), kind: 'call', name, target, args }),
      list: (...elements) => ({ id: id(), kind: 'list', elements, optional: new Set() }),
      map: () => ({ id: id(), kind: 'map', entries: [] }),
      presence: (operand, field) => ({ id: id(), kind: 'select', operand, field, test: true }),
      comprehension: (parts) => ({ id: id(), kind: 'comprehension', ...parts }),
      copy,
    };
  }
}

/** Parses an expression; its issues are those that `printIssues` prints. `macros`: beyond those of every expression. */
export function parse(text: string, macros: Macros = new Map()): Parsed {
  const source = sourceOf(text);
  const wrong = (issues: readonly CelIssue[]): Parsed => ({ source, expr: undefined, issues, locations: new Map() });
  if (source.chars.length > MAX_CODE_POINTS) return wrong([{ location: NO_LOCATION, message: `expression code point size exceeds limit: size: ${source.chars.length}, limit ${MAX_CODE_POINTS}` }]);
  const { tree, issues: syntax } = parseTree(source);
  const issues: CelIssue[] = syntax.map(({ at, message }) => ({ location: at < 0 ? NO_LOCATION : locationOf(source, at), message }));
  if (tree === undefined) return wrong(issues);
  const reader = new Reader(source, macros);
  try {
    const expr = reader.expr(tree);
    issues.push(...reader.issues);
    if (issues.length > 0) return wrong(issues);
    return { source, expr, issues, locations: new Map([...reader.places].map(([id, at]) => [id, locationOf(source, at)])) };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return wrong([...issues, ...reader.issues, { location: NO_LOCATION, message: error.message }]);
  }
}

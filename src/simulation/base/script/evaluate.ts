import { LENGTH, memberOf } from './library';
import { binary } from './operators';
import { ScriptError } from './tokens';
import type { Argument, Expression, FunctionNode, Pattern, Statement } from './tree';
import { bounded, Callable, isFields, numberOf, textOf, Thrown, withField } from './values';
import type { Fields } from './values';

interface Slot {
  value: unknown;
  readonly fixed: boolean;
}

export interface Scope {
  readonly slots: Map<string, Slot>;
  readonly outer: Scope | undefined;
}

/** How a statement ended, where not by its own end. */
export type Ending = { readonly kind: 'break' | 'continue' } | { readonly kind: 'return'; readonly value: unknown } | undefined;

/** In an optional chain something was missing. */
const MISSING = Symbol('missing');
const MOST_CALLS = 120;

export const inner = (outer: Scope): Scope => ({ slots: new Map(), outer });

/** Expressions, functions and what names are bound to, with the count of steps. */
export abstract class Evaluator {
  private steps = 0;
  protected depth = 0;

  constructor(private readonly most: number) {}

  /** Every run of a function that the host calls begins its count anew. */
  begin(): void {
    [this.steps, this.depth] = [0, 0];
  }

  protected tick(line: number): void {
    this.steps += 1;
    if (this.steps > this.most) throw new ScriptError(`stopped: it has not ended after ${this.most} steps`, line);
  }

  protected raise(name: string, message: string, line: number): never {
    throw new Thrown({ name, message }, line);
  }

  protected abstract block(statements: readonly Statement[], scope: Scope): Ending;

  /** A function takes the name of what it is bound to. */
  protected named(value: Expression, to: Pattern, scope: Scope): unknown {
    return value.kind === 'function' && value.name === '' && to.kind === 'name' ? this.closure({ ...value, name: to.name }, scope) : this.evaluate(value, scope);
  }

  protected bind(to: Pattern, given: unknown, scope: Scope, fixed: boolean): void {
    const value = given === undefined && to.or !== undefined ? this.evaluate(to.or, scope) : given;
    if (to.kind === 'name') return void scope.slots.set(to.name, { value, fixed });
    if (value === undefined || value === null) this.raise('TypeError', `${String(value)} cannot be taken apart`, to.line);
    if (to.kind === 'arrayPattern') {
      const list = Array.isArray(value) ? value : this.raise('TypeError', 'this is not iterable', to.line);
      to.items.forEach((one, at) => one !== undefined && this.bind(one, list[at], scope, fixed));
      if (to.rest !== undefined) scope.slots.set(to.rest, { value: list.slice(to.items.length), fixed });
      return;
    }
    for (const { name, to: field } of to.fields) this.bind(field, this.member(value, name, to.line), scope, fixed);
    if (to.rest !== undefined) scope.slots.set(to.rest, { value: Object.fromEntries((isFields(value) ? Object.entries(value) : []).filter(([name]) => to.fields.every((one) => one.name !== name))), fixed });
  }

  protected closure(node: FunctionNode, scope: Scope): Callable {
    return new Callable(node.name, (given, line) => {
      if (this.depth >= MOST_CALLS) throw new ScriptError(`stopped: functions call each other more than ${MOST_CALLS} deep`, line);
      this.depth += 1;
      const own = inner(scope);
      node.parameters.forEach((parameter, at) => this.bind(parameter, given[at], own, false));
      if (node.rest !== undefined) own.slots.set(node.rest, { value: given.slice(node.parameters.length), fixed: false });
      const { body } = node;
      let value: unknown;
      if ('kind' in body) value = this.evaluate(body, own);
      else {
        const ending = this.block(body, own);
        value = ending?.kind === 'return' ? ending.value : undefined;
      }
      this.depth -= 1;
      return value;
    });
  }

  private slot(name: string, scope: Scope | undefined): Slot | undefined {
    for (let at = scope; at !== undefined; at = at.outer) {
      const found = at.slots.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private member(value: unknown, name: string, line: number): unknown {
    return memberOf(value, name, (of, ...given) => this.call(of, given, line));
  }

  call(of: unknown, given: readonly unknown[], line: number, name = 'this'): unknown {
    this.tick(line);
    if (!(of instanceof Callable)) this.raise('TypeError', `${name} is not a function`, line);
    this.steps += Math.ceil(of.cost(given));
    const value = of.call(given, line);
    if (Array.isArray(value) || typeof value === 'string') this.steps += Math.floor(value.length / LENGTH);
    return value;
  }

  protected shown(node: Expression): string {
    if (node.kind === 'variable') return node.name;
    if (node.kind === 'member' && node.name.kind === 'value') return `${this.shown(node.of)}.${String(node.name.value)}`;
    return node.kind === 'call' ? `${this.shown(node.of)}(…)` : node.kind === 'chain' ? this.shown(node.of) : '(…)';
  }

  private list(given: readonly Argument[], scope: Scope): unknown[] {
    return given.flatMap(({ spread, value }) => {
      const one = this.evaluate(value, scope);
      if (!spread) return [one];
      if (typeof one === 'string' || Array.isArray(one)) this.steps += Math.floor(one.length / LENGTH);
      return typeof one === 'string' ? [...one] : Array.isArray(one) ? one : this.raise('TypeError', `${this.shown(value)} is not iterable`, value.line);
    });
  }

  private field(node: Extract<Expression, { readonly kind: 'member' }>, scope: Scope): { readonly of: unknown; readonly name: string } | typeof MISSING {
    const of = this.evaluate(node.of, scope, true);
    if (of === MISSING || (node.optional && (of === undefined || of === null))) return MISSING;
    const name = textOf(this.evaluate(node.name, scope));
    if (of === undefined || of === null) this.raise('TypeError', `cannot read ${name} of ${String(of)}: ${this.shown(node.of)}`, node.line);
    return { of, name };
  }

  /** `chained`: within an optional chain, where something missing is told to its end. */
  evaluate(node: Expression, scope: Scope, chained = false): unknown {
    const { line } = node;
    this.tick(line);
    switch (node.kind) {
      case 'value': return node.value;
      case 'template': return bounded(node.texts.map((text, at) => text + (at < node.holes.length ? textOf(this.evaluate(node.holes[at]!, scope)) : '')).join(''), line);
      case 'variable': {
        const slot = this.slot(node.name, scope);
        return slot === undefined ? this.raise('ReferenceError', `${node.name} is not defined`, line) : slot.value;
      }
      case 'array': return bounded(this.list(node.items, scope), line);
      case 'object': {
        const made: Fields = {};
        for (const field of node.fields) {
          if ('spread' in field) {
            const from = this.evaluate(field.spread, scope);
            const fields = isFields(from) || Array.isArray(from) ? Object.entries(from) : [];
            this.steps += Math.floor(fields.length / LENGTH);
            for (const [name, value] of fields) withField(made, name, value, line);
          } else withField(made, textOf(this.evaluate(field.name, scope)), this.evaluate(field.value, scope), line);
        }
        return made;
      }
      case 'function': return this.closure(node, scope);
      case 'chain': {
        const found = this.evaluate(node.of, scope, true);
        return found === MISSING ? undefined : found;
      }
      case 'member': {
        const found = this.field(node, scope);
        if (found === MISSING) return chained ? MISSING : undefined;
        return this.member(found.of, found.name, line);
      }
      case 'call': {
        const of = this.evaluate(node.of, scope, true);
        if (of === MISSING || (node.optional && (of === undefined || of === null))) return chained ? MISSING : undefined;
        return this.call(of, this.list(node.given, scope), line, this.shown(node.of));
      }
      case 'condition': return this.evaluate(this.evaluate(node.test, scope) ? node.yes : node.no, scope);
      case 'logical': {
        const left = this.evaluate(node.left, scope);
        const enough = node.sign === '&&' ? !left : node.sign === '||' ? Boolean(left) : left !== null && left !== undefined;
        return enough ? left : this.evaluate(node.right, scope);
      }
      case 'unary': return this.unary(node, scope);
      case 'step': {
        const before = numberOf(this.evaluate(node.to, scope));
        const after = node.sign === '++' ? before + 1 : before - 1;
        this.assign(node.to, after, scope);
        return node.before ? after : before;
      }
      case 'binary': {
        const left = this.evaluate(node.left, scope);
        return binary(node.sign, left, this.evaluate(node.right, scope), line);
      }
      case 'assign': {
        const { sign } = node;
        if (sign === '=') return this.assign(node.to, this.evaluate(node.value, scope), scope);
        const before = this.evaluate(node.to, scope);
        if (sign === '&&=' || sign === '||=' || sign === '??=') {
          const enough = sign === '&&=' ? !before : sign === '||=' ? Boolean(before) : before !== null && before !== undefined;
          return enough ? before : this.assign(node.to, this.evaluate(node.value, scope), scope);
        }
        return this.assign(node.to, binary(sign.slice(0, -1), before, this.evaluate(node.value, scope), line), scope);
      }
    }
  }

  private unary(node: Extract<Expression, { readonly kind: 'unary' }>, scope: Scope): unknown {
    if (node.sign === 'delete') {
      const found = node.of.kind === 'member' ? this.field(node.of, scope) : MISSING;
      if (found !== MISSING && isFields(found.of)) delete found.of[found.name];
      return true;
    }
    if (node.sign === 'typeof' && node.of.kind === 'variable' && this.slot(node.of.name, scope) === undefined) return 'undefined';
    const value = this.evaluate(node.of, scope);
    switch (node.sign) {
      case '!': return !value;
      case '-': return -numberOf(value);
      case '+': return numberOf(value);
      case 'typeof': return value instanceof Callable ? 'function' : typeof value;
      default: return undefined;
    }
  }

  private assign(to: Expression, value: unknown, scope: Scope): unknown {
    if (to.kind === 'variable') {
      const slot = this.slot(to.name, scope);
      if (slot === undefined) this.raise('ReferenceError', `${to.name} is not defined`, to.line);
      if (slot.fixed) this.raise('TypeError', `${to.name} is a constant`, to.line);
      slot.value = value;
    } else if (to.kind === 'member') {
      const found = this.field(to, scope);
      if (found === MISSING) return value;
      if (Array.isArray(found.of) && /^\d+$/.test(found.name)) {
        bounded({ length: Number(found.name) }, to.line);
        found.of[Number(found.name)] = value;
      } else if (isFields(found.of)) withField(found.of, found.name, value, to.line);
      else this.raise('TypeError', `${this.shown(to)} cannot be given a value`, to.line);
    }
    return value;
  }
}

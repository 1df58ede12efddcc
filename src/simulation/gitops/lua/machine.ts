/** Runs the tree of a script (gopher-lua vm.go, state.go). Of metatables `__index`, `__newindex` and `__call` are heard. */
import type { Block, Expression, Statement } from './parse';
import { isTextual, isTrue, LuaError, LuaFunction, LuaTable, raise, textOf, toNumber, typeName } from './values';
import type { LuaValue } from './values';

type Values = readonly LuaValue[];

class Scope {
  private readonly names = new Map<string, LuaValue>();

  constructor(private readonly outer: Scope | undefined, readonly rest: Values | undefined) {}

  declare(name: string, value: LuaValue): void {
    this.names.set(name, value);
  }

  /** The scope that has a name; undefined: it is global. */
  holding(name: string): Scope | undefined {
    return this.names.has(name) ? this : this.outer?.holding(name);
  }

  read(name: string): LuaValue {
    return this.names.get(name);
  }
}

/** How a block ended, if not at its end. */
type Ending = { readonly is: 'return'; readonly values: Values } | { readonly is: 'break' } | { readonly is: 'goto'; readonly name: string } | undefined;
const BREAK: Ending = { is: 'break' };

const ARITHMETIC: Readonly<Record<string, readonly [string, (a: number, b: number) => number]>> = {
  '+': ['add', (a, b) => a + b], '-': ['sub', (a, b) => a - b], '*': ['mul', (a, b) => a * b], '/': ['div', (a, b) => a / b],
  '%': ['mod', (a, b) => a - Math.floor(a / b) * b], '^': ['pow', (a, b) => a ** b],
};

/** Steps, and calls in each other, before a script is stopped: Argo CD gives it a second. */
const [MOST_STEPS, MOST_CALLS] = [2_000_000, 190];

export class LuaMachine {
  readonly globals = new LuaTable();
  /** What is found in strings, with the library of strings. */
  stringMethods: LuaTable | undefined;
  private steps = 0;
  private calls = 0;

  run(block: Block): Values {
    const ending = this.block(block, new Scope(undefined, []));
    return ending?.is === 'return' ? ending.values : [];
  }

  call(callee: LuaValue, args: Values): Values {
    if (callee instanceof LuaFunction) {
      this.calls += 1;
      if (this.calls > MOST_CALLS) raise('stack overflow');
      const values = callee.call(args);
      this.calls -= 1;
      return values;
    }
    const handler = callee instanceof LuaTable ? callee.metatable?.get('__call') : undefined;
    return handler instanceof LuaFunction ? this.call(handler, [callee, ...args]) : raise('attempt to call a non-function object');
  }

  /** A call that may fail: what it gives, or what was raised. */
  attempt(callee: LuaValue, args: Values): { readonly values: Values } | { readonly raised: LuaValue } {
    const { calls } = this;
    try {
      return { values: this.call(callee, args) };
    } catch (error) {
      if (!(error instanceof LuaError)) throw error;
      this.calls = calls;
      return { raised: error.value };
    }
  }

  index(of: LuaValue, key: LuaValue): LuaValue {
    const own = of instanceof LuaTable ? of.get(key) : undefined;
    if (own !== undefined) return own;
    const handler = of instanceof LuaTable ? of.metatable?.get('__index') : typeof of === 'string' ? this.stringMethods : undefined;
    if (handler === undefined) return of instanceof LuaTable ? undefined : raise(`attempt to index a non-table object(${typeName(of)}) with key '${textOf(key)}'`);
    return handler instanceof LuaFunction ? this.call(handler, [of, key])[0] : this.index(handler, key);
  }

  private assignIndex(of: LuaValue, key: LuaValue, value: LuaValue): void {
    if (!(of instanceof LuaTable)) {
      raise(`attempt to index a non-table object(${typeName(of)}) with key '${textOf(key)}'`);
      return;
    }
    const handler = of.get(key) === undefined ? of.metatable?.get('__newindex') : undefined;
    if (handler instanceof LuaFunction) this.call(handler, [of, key, value]);
    else if (handler !== undefined) this.assignIndex(handler, key, value);
    else if (key === undefined || Number.isNaN(key)) raise(key === undefined ? 'table index is nil' : 'table index is NaN');
    else of.set(key, value);
  }

  private block(block: Block, scope: Scope): Ending {
    for (let at = 0; at < block.length; at += 1) {
      this.step();
      const ending = this.statement(block[at]!, scope);
      if (ending === undefined) continue;
      const label = ending.is === 'goto' ? block.findIndex((one) => one.is === 'label' && one.name === ending.name) : -1;
      if (label < 0) return ending;
      at = label;
    }
    return undefined;
  }

  private inner(block: Block, scope: Scope): Ending {
    return this.block(block, new Scope(scope, scope.rest));
  }

  private step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) raise('context deadline exceeded');
  }

  private statement(statement: Statement, scope: Scope): Ending {
    switch (statement.is) {
      case 'local': {
        const values = this.list(statement.values, scope);
        statement.names.forEach((name, index) => { scope.declare(name, values[index]); });
        return undefined;
      }
      case 'localFunction':
        scope.declare(statement.name, undefined);
        scope.declare(statement.name, this.value(statement.value, scope));
        return undefined;
      case 'assign':
        this.assign(statement.targets, statement.values, scope);
        return undefined;
      case 'run':
        this.values(statement.call, scope);
        return undefined;
      case 'do':
        return this.inner(statement.body, scope);
      case 'if': {
        const arm = statement.arms.find(({ condition }) => isTrue(this.value(condition, scope)));
        const body = arm?.body ?? statement.otherwise;
        return body === undefined ? undefined : this.inner(body, scope);
      }
      case 'return':
        return { is: 'return', values: this.list(statement.values, scope) };
      case 'break':
        return BREAK;
      case 'goto':
        return { is: 'goto', name: statement.name };
      case 'label':
        return undefined;
      default:
        return this.loop(statement, scope);
    }
  }

  private assign(targets: readonly Expression[], expressions: readonly Expression[], scope: Scope): void {
    const places = targets.map((target) => (target.is === 'index' ? { of: this.value(target.of, scope), key: this.value(target.key, scope), line: target.line } : target));
    const values = this.list(expressions, scope);
    places.forEach((place, index) => {
      const value = values[index];
      if ('key' in place) this.at(place.line, () => { this.assignIndex(place.of, place.key, value); });
      else if (place.is === 'name') {
        const holder = scope.holding(place.name);
        if (holder === undefined) this.globals.set(place.name, value);
        else holder.declare(place.name, value);
      }
    });
  }

  private loop(statement: Extract<Statement, { is: 'while' | 'repeat' | 'count' | 'each' }>, scope: Scope): Ending {
    if (statement.is === 'count') return this.count(statement, scope);
    if (statement.is === 'each') return this.each(statement, scope);
    for (;;) {
      this.step();
      if (statement.is === 'while' && !isTrue(this.value(statement.condition, scope))) return undefined;
      const within = new Scope(scope, scope.rest);
      const ending = this.block(statement.body, within);
      if (ending !== undefined) return ending.is === 'break' ? undefined : ending;
      if (statement.is === 'repeat' && isTrue(this.value(statement.condition, within))) return undefined;
    }
  }

  private count({ name, from, to, step, body, line }: Extract<Statement, { is: 'count' }>, scope: Scope): Ending {
    const number = (expression: Expression, what: string): number => {
      const value = this.value(expression, scope);
      return typeof value === 'number' ? value : this.at(line, () => raise(`for statement ${what} must be a number`));
    };
    const [first, last] = [number(from, 'init'), number(to, 'limit')];
    const by = step === undefined ? 1 : number(step, 'step');
    for (let at = first; by > 0 ? at <= last : at >= last; at += by) {
      this.step();
      const within = new Scope(scope, scope.rest);
      within.declare(name, at);
      const ending = this.block(body, within);
      if (ending !== undefined) return ending.is === 'break' ? undefined : ending;
    }
    return undefined;
  }

  private each({ names, values, body, line }: Extract<Statement, { is: 'each' }>, scope: Scope): Ending {
    const [iterate, state, first] = this.list(values, scope);
    for (let control = first; ;) {
      this.step();
      const given = this.at(line, () => this.call(iterate, [state, control]));
      if (given[0] === undefined) return undefined;
      control = given[0];
      const within = new Scope(scope, scope.rest);
      names.forEach((name, index) => { within.declare(name, given[index]); });
      const ending = this.block(body, within);
      if (ending !== undefined) return ending.is === 'break' ? undefined : ending;
    }
  }

  /** All values of a list: the last expression may give several. */
  private list(expressions: readonly Expression[], scope: Scope): Values {
    return expressions.flatMap((expression, index) => (index === expressions.length - 1 ? this.values(expression, scope) : [this.value(expression, scope)]));
  }

  private values(expression: Expression, scope: Scope): Values {
    switch (expression.is) {
      case 'vararg':
        return scope.rest ?? [];
      case 'call': {
        const callee = this.value(expression.of, scope);
        const args = this.list(expression.args, scope);
        return this.at(expression.line, () => this.call(callee, args));
      }
      case 'method': {
        const of = this.value(expression.of, scope);
        const callee = this.at(expression.line, () => this.index(of, expression.name));
        const args = this.list(expression.args, scope);
        return this.at(expression.line, () => this.call(callee, [of, ...args]));
      }
      default:
        return [this.value(expression, scope)];
    }
  }

  private value(expression: Expression, scope: Scope): LuaValue {
    switch (expression.is) {
      case 'nil': return undefined;
      case 'true': return true;
      case 'false': return false;
      case 'number':
      case 'string': return expression.value;
      case 'name': {
        const holder = scope.holding(expression.name);
        return holder === undefined ? this.globals.get(expression.name) : holder.read(expression.name);
      }
      case 'index': {
        const of = this.value(expression.of, scope);
        const key = this.value(expression.key, scope);
        return this.at(expression.line, () => this.index(of, key));
      }
      case 'function': return this.closure(expression, scope);
      case 'one': return this.value(expression.of, scope);
      case 'unary': return this.unary(expression, scope);
      case 'binary': return this.binary(expression, scope);
      case 'table': return this.table(expression, scope);
      default: return this.values(expression, scope)[0];
    }
  }

  private closure({ parameters, vararg, body }: Extract<Expression, { is: 'function' }>, scope: Scope): LuaFunction {
    return new LuaFunction((args) => {
      this.step();
      const within = new Scope(scope, vararg ? args.slice(parameters.length) : undefined);
      parameters.forEach((name, index) => { within.declare(name, args[index]); });
      const ending = this.block(body, within);
      return ending?.is === 'return' ? ending.values : [];
    });
  }

  private unary({ operator, of, line }: Extract<Expression, { is: 'unary' }>, scope: Scope): LuaValue {
    const value = this.value(of, scope);
    if (operator === 'not') return !isTrue(value);
    if (operator === '-') {
      const number = toNumber(value);
      return number === undefined ? this.at(line, () => raise('__unm undefined')) : -number;
    }
    if (typeof value === 'string') return value.length;
    return value instanceof LuaTable ? value.length : this.at(line, () => raise('__len undefined'));
  }

  private binary({ operator, left, right, line }: Extract<Expression, { is: 'binary' }>, scope: Scope): LuaValue {
    const first = this.value(left, scope);
    if (operator === 'and') return isTrue(first) ? this.value(right, scope) : first;
    if (operator === 'or') return isTrue(first) ? first : this.value(right, scope);
    const second = this.value(right, scope);
    return this.at(line, () => operate(operator, first, second));
  }

  private table({ fields, line }: Extract<Expression, { is: 'table' }>, scope: Scope): LuaTable {
    const table = new LuaTable();
    let place = 1;
    fields.forEach(({ key, value }, index) => {
      if (key !== undefined) {
        const name = this.value(key, scope);
        this.at(line, () => { this.assignIndex(table, name, this.value(value, scope)); });
        return;
      }
      for (const item of index === fields.length - 1 ? this.values(value, scope) : [this.value(value, scope)]) {
        table.set(place, item);
        place += 1;
      }
    });
    return table;
  }

  /** What goes wrong here says so with its line, once. */
  private at<T>(line: number, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof LuaError) || typeof error.value !== 'string' || error.placed) throw error;
      const message = `<string>:${String(line)}: ${error.value}`;
      throw new LuaError(message, message, true);
    }
  }
}

export function operate(operator: string, left: LuaValue, right: LuaValue): LuaValue {
  switch (operator) {
    case '==': return left === right;
    case '~=': return left !== right;
    case '<': return isLess(left, right);
    case '>': return isLess(right, left);
    case '<=': return isAtMost(left, right);
    case '>=': return isAtMost(right, left);
    case '..': return isTextual(left) && isTextual(right) ? textOf(left) + textOf(right) : raise(`cannot perform concat operation between ${typeName(left)} and ${typeName(right)}`);
    default: {
      const [name, compute] = ARITHMETIC[operator]!;
      const [a, b] = [toNumber(left), toNumber(right)];
      return a === undefined || b === undefined ? raise(`cannot perform ${name} operation between ${typeName(left)} and ${typeName(right)}`) : compute(a, b);
    }
  }
}

const incomparable = (left: LuaValue, right: LuaValue): never => raise(`attempt to compare ${typeName(left)} with ${typeName(right)}`);

export function isLess(left: LuaValue, right: LuaValue): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' ? left < right : incomparable(left, right);
}

function isAtMost(left: LuaValue, right: LuaValue): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left <= right;
  return typeof left === 'string' && typeof right === 'string' ? left <= right : incomparable(left, right);
}

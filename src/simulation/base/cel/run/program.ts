import type { Checked } from '../check/check';
import type { Environment } from '../check/declarations';
import { compileRegexp } from '../../go/regexp';
import { ACCUMULATOR, childrenOf, type CallExpr, type ComprehensionExpr, type Expr, type Literal } from '../syntax/ast';
import { callCost, LIST_COST, MAP_COST, STRUCT_COST, type CallCost } from './call-cost';
import { equal } from './compare';
import { firstError, holds, type Library } from './library';
import { lookUp, missing } from './qualify';
import { CelError, CelMap, isError, isKey, isList, NONE, Optional, Struct, typeNameOf, TypeValue, Uint, type Value } from './values';
import { runtimeName } from '../check/types';

/** Runs checked expressions (cel-go interpreter, with its constants computed beforehand) and counts what they cost. */

/** The value of a variable; undefined where it has none. */
export type Activation = (name: string) => Value | undefined;

export interface Evaluation {
  /** An error stands where the expression failed. */
  readonly value: Value;
  readonly cost: number;
}

export interface ProgramOptions {
  readonly library: Library;
  readonly environment: Environment;
  readonly callCost?: CallCost;
  /** The cost at which a run is stopped. */
  readonly limit?: number;
  /** Makes an object from its fields; without it, none can be made. */
  readonly construct?: (typeName: string, fields: ReadonlyMap<string, Value>) => Value;
}

export type Program = { readonly ok: true; readonly run: (activation: Activation) => Evaluation } | { readonly ok: false; readonly error: string };

/** The limit of cost was reached. */
class Exceeded extends Error {}

const NO_OVERLOAD = new CelError('no such overload');
const CONVERSIONS = new Set(['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'string', 'timestamp', 'type', 'uint']);
const REGEXP_FUNCTIONS = new Set(['matches', 'find', 'findAll']);

function literalValue(literal: Literal): Value {
  if (literal.type === 'null') return null;
  return literal.type === 'uint' ? new Uint(literal.value) : literal.value;
}

type Scope = ReadonlyMap<string, Value>;

class Runner {
  cost = 0;

  constructor(
    private readonly checked: Checked,
    private readonly options: ProgramOptions,
    private readonly constants: ReadonlyMap<number, Value>,
    private readonly activation: Activation,
  ) {}

  private charge(cost: number): void {
    this.cost += cost;
    if (this.options.limit !== undefined && this.cost > this.options.limit) throw new Exceeded();
  }

  run(expr: Expr, scope: Scope): Value {
    const constant = this.constants.get(expr.id);
    if (constant !== undefined) return constant;
    switch (expr.kind) {
      case 'literal':
        return literalValue(expr.literal);
      case 'ident':
        return this.ident(expr.name, scope);
      case 'select':
        return this.select(expr, scope);
      case 'call':
        return this.call(expr, scope);
      case 'list':
        return this.list(expr, scope);
      case 'map':
        return this.map(expr, scope);
      case 'struct':
        return this.struct(expr, scope);
      case 'comprehension':
        return this.fold(expr, scope);
      case 'nothing':
        return NO_OVERLOAD;
    }
  }

  private ident(name: string, scope: Scope): Value {
    this.charge(1);
    // null is a value, too.
    const value = scope.has(name) ? scope.get(name) : this.activation(name);
    return value === undefined ? new CelError(`no such attribute(s): ${name}`) : value;
  }

  /** The value that a field or an index is taken of; what is no path of fields by itself costs as one. */
  private operand(expr: Expr, scope: Scope): Value {
    const value = this.run(expr, scope);
    if (!this.isPath(expr) && !(expr.kind === 'call' && expr.name === '_?_:_')) this.charge(1);
    return value;
  }

  private isPath(expr: Expr): boolean {
    return !this.constants.has(expr.id) && (expr.kind === 'ident' || (expr.kind === 'select' && !expr.test) || (expr.kind === 'call' && ['_[_]', '_[?_]', '_?._'].includes(expr.name)));
  }

  /** Takes a field or an index. In an optional, or asked for with `?`, what is not there is none. */
  private qualify(operand: Value, key: Value, optional: boolean): Value {
    if (isError(operand)) return operand;
    const asked = optional || operand instanceof Optional;
    const inner = operand instanceof Optional ? operand.value : operand;
    if (inner === undefined) return NONE;
    const found = lookUp(inner, key);
    if (found === undefined && asked) return NONE;
    this.charge(1);
    if (found === undefined) return missing(inner, key);
    return asked && !isError(found) ? new Optional(found) : found;
  }

  private select(expr: Extract<Expr, { kind: 'select' }>, scope: Scope): Value {
    const operand = this.operand(expr.operand, scope);
    if (!expr.test) return this.qualify(operand, expr.field, false);
    // has() costs its fields, but not the variable they begin at.
    this.cost -= 1;
    if (isError(operand)) return operand;
    this.charge(1);
    const inner = operand instanceof Optional ? operand.value : operand;
    if (inner === undefined) return false;
    const found = lookUp(inner, expr.field);
    return found instanceof CelError ? found : found !== undefined;
  }

  private list(expr: Extract<Expr, { kind: 'list' }>, scope: Scope): Value {
    // A list costs as much when it fails.
    const values: Value[] = [];
    this.charge(LIST_COST);
    for (const [index, element] of expr.elements.entries()) {
      const value = this.run(element, scope);
      if (isError(value)) return value;
      if (!expr.optional.has(index)) values.push(value);
      else if (!(value instanceof Optional)) return new CelError(`cannot initialize optional list element from non-optional value ${typeNameOf(value)}`);
      else if (value.value !== undefined) values.push(value.value);
    }
    return values;
  }

  private map(expr: Extract<Expr, { kind: 'map' }>, scope: Scope): Value {
    const entries: (readonly [Value, Value])[] = [];
    this.charge(MAP_COST);
    for (const entry of expr.entries) {
      const key = this.run(entry.key, scope);
      if (isError(key)) return key;
      const value = this.run(entry.value, scope);
      if (isError(value)) return value;
      if (!isKey(key)) return new CelError('unsupported key type');
      if (!entry.optional) entries.push([key, value]);
      else if (!(value instanceof Optional)) return new CelError(`cannot initialize optional entry '${typeNameOf(key)}' from non-optional value ${typeNameOf(value)}`);
      else if (value.value !== undefined) entries.push([key, value.value]);
    }
    return new CelMap(entries);
  }

  private struct(expr: Extract<Expr, { kind: 'struct' }>, scope: Scope): Value {
    const fields = new Map<string, Value>();
    for (const field of expr.fields) {
      const value = this.run(field.value, scope);
      if (isError(value)) return value;
      if (!field.optional) fields.set(field.name, value);
      else if (value instanceof Optional && value.value !== undefined) fields.set(field.name, value.value);
    }
    this.charge(STRUCT_COST);
    return this.options.construct?.(expr.typeName, fields) ?? new CelError(`unknown type '${expr.typeName}'`);
  }

  private call(expr: CallExpr, scope: Scope): Value {
    switch (expr.name) {
      case '_&&_':
      case '_||_':
        return this.logic(expr, scope);
      case '_?_:_':
        return this.conditional(expr, scope);
      case '_[_]':
      case '_[?_]':
      case '_?._':
        return this.index(expr, scope);
      case '@not_strictly_false':
        return this.notFalse(expr, scope);
      case 'or':
      case 'orValue':
        if (expr.target !== undefined) return this.otherwise(expr, scope);
        break;
      default:
    }
    const overloads = this.checked.overloads.get(expr.id) ?? [];
    const overload = overloads.length === 1 ? overloads[0]! : '';
    const parts = expr.target === undefined ? expr.args : [expr.target, ...expr.args];
    const args: Value[] = [];
    for (const part of parts) {
      args.push(this.run(part, scope));
      // With more than two arguments, those behind a failed one are not asked for.
      if (parts.length > 2 && isError(args.at(-1)!)) break;
    }
    const error = firstError(args);
    const result = error ?? invoke(this.options, expr.name, overload, args);
    const free = overload === 'in_list' && this.isSet(parts[1]!);
    if (args.length === parts.length && !free) this.charge(callCost(this.options.callCost, { name: expr.name, overload, args, result }));
    return result;
  }

  /** A constant list of plain values is looked up for nothing. */
  private isSet(expr: Expr): boolean {
    const list = this.constants.get(expr.id);
    return list !== undefined && isList(list) && list.every((value) => value === null || ['boolean', 'bigint', 'number', 'string'].includes(typeof value) || value instanceof Uint);
  }

  private logic(expr: CallExpr, scope: Scope): Value {
    const decisive = expr.name === '_||_';
    let wrong: Value | undefined;
    for (const arg of expr.args) {
      const value = this.run(arg, scope);
      if (value === decisive) return decisive;
      if (typeof value !== 'boolean') wrong ??= isError(value) ? value : NO_OVERLOAD;
    }
    return wrong ?? !decisive;
  }

  private conditional(expr: CallExpr, scope: Scope): Value {
    const condition = this.run(expr.args[0]!, scope);
    if (typeof condition !== 'boolean') return isError(condition) ? condition : NO_OVERLOAD;
    const branch = expr.args[condition ? 1 : 2]!;
    // A path within a conditional costs its fields only.
    if (this.isPath(branch)) this.cost -= 1;
    return this.run(branch, scope);
  }

  private index(expr: CallExpr, scope: Scope): Value {
    const [operandExpr, keyExpr] = [expr.args[0]!, expr.args[1]!];
    const operand = this.operand(operandExpr, scope);
    if (isError(operand)) return operand;
    if (this.isPath(keyExpr)) this.cost -= 1;
    const key = this.run(keyExpr, scope);
    return isError(key) ? key : this.qualify(operand, key, expr.name !== '_[_]');
  }

  /** Anything but false keeps a loop going, an error too. */
  private notFalse(expr: CallExpr, scope: Scope): Value {
    const value = this.run(expr.args[0]!, scope);
    this.charge(1);
    return typeof value === 'boolean' ? value : true;
  }

  private otherwise(expr: CallExpr, scope: Scope): Value {
    const target = this.run(expr.target!, scope);
    if (!(target instanceof Optional)) return target;
    if (target.value !== undefined) return expr.name === 'or' ? target : target.value;
    return this.run(expr.args[0]!, scope);
  }

  private fold(expr: ComprehensionExpr, scope: Scope): Value {
    const range = this.run(expr.range, scope);
    if (isError(range)) return range;
    const turns = turnsOf(range, expr.variable2 !== undefined);
    if (turns instanceof CelError) return turns;
    let accumulated: Value | undefined;
    const within = (names: Iterable<readonly [string, Value]>): Map<string, Value> => new Map([...scope, ...names, ...(accumulated === undefined ? [] : [[expr.accumulator, accumulated] as const])]);
    // The first value is computed when it is first asked for, outside the turn.
    accumulated = this.run(expr.init, scope);
    for (const [first, second] of turns) {
      const turn = (): Map<string, Value> => within(expr.variable2 === undefined ? [[expr.variable, first]] : [[expr.variable, first], [expr.variable2, second]]);
      const condition = this.run(expr.condition, turn());
      if (typeof condition === 'boolean' && !condition) break;
      accumulated = this.run(expr.step, turn());
    }
    return this.run(expr.result, within([]));
  }
}

/** Pairs of what the variables of a fold stand for, turn by turn. */
function turnsOf(range: Value, two: boolean): readonly (readonly [Value, Value])[] | CelError {
  if (isList(range)) return range.map((value, index) => (two ? [BigInt(index), value] : [value, value]));
  if (range instanceof CelMap) return range.entries();
  if (range instanceof Struct) return [...range.fields];
  return new CelError(two ? `unsupported comprehension range type: ${goType(range)}` : `got '${goType(range)}', expected iterable type`);
}

const GO_TYPES: Readonly<Record<string, string>> = { int: 'types.Int', uint: 'types.Uint', double: 'types.Double', bool: 'types.Bool', string: 'types.String', bytes: 'types.Bytes', null_type: 'types.Null', 'google.protobuf.Duration': 'types.Duration', 'google.protobuf.Timestamp': 'types.Timestamp', type: '*types.Type', optional_type: '*types.Optional' };
const goType = (value: Value): string => GO_TYPES[typeNameOf(value)] ?? typeNameOf(value);

/** Calls a function: by the overload that the checker found, else by the first that takes the values. */
function invoke({ library, environment }: ProgramOptions, name: string, overload: string, args: readonly Value[]): Value {
  if (name === '_==_') return equal(args[0]!, args[1]!);
  if (name === '_!=_') return !equal(args[0]!, args[1]!);
  const one = library.functions[name];
  if (one !== undefined) return one(...args);
  const candidates = (environment.functions.get(name) ?? []).filter(({ id }) => overload === '' || id === overload);
  for (const { id, args: types } of candidates) {
    const call = library.overloads[id];
    if (call !== undefined && types.length === args.length && types.every((type, index) => holds(type, args[index]!))) return call(...args);
  }
  return new CelError(`no such overload: ${name}(${args.map(typeNameOf).join(', ')})`);
}

/** Values that are the same in every run: literals, lists and maps of them, conversions of them, names of types. */
function constantsOf(checked: Checked, options: ProgramOptions): ReadonlyMap<number, Value> | CelError {
  const constants = new Map<number, Value>();
  const runner = new Runner(checked, options, constants, () => undefined);
  const visit = (expr: Expr): CelError | undefined => {
    const parts = childrenOf(expr);
    for (const part of parts) {
      const error = visit(part);
      if (error !== undefined) return error;
    }
    const all = parts.every(({ id }) => constants.has(id));
    let value: Value | undefined;
    if (expr.kind === 'literal') value = literalValue(expr.literal);
    else if (expr.kind === 'ident') {
      const type = expr.name === ACCUMULATOR ? undefined : checked.types.get(expr.id);
      if (type?.kind === 'type' && type.of !== undefined && options.environment.variable(expr.name)?.kind === 'type') value = new TypeValue(runtimeName(type.of));
      else if (type?.kind === 'type' && options.environment.variable(expr.name)?.kind === 'type') value = new TypeValue('type');
    } else if (all && ((expr.kind === 'list' && expr.optional.size === 0) || (expr.kind === 'map' && expr.entries.every(({ optional }) => !optional)))) value = runner.run(expr, new Map());
    else if (all && expr.kind === 'call' && CONVERSIONS.has(expr.name) && expr.target === undefined && expr.args.length === 1) value = runner.run(expr, new Map());
    if (value instanceof CelError) return value;
    if (value !== undefined) constants.set(expr.id, value);
    if (expr.kind === 'call' && REGEXP_FUNCTIONS.has(expr.name)) {
      const pattern = constants.get((expr.target === undefined ? expr.args[1] : expr.args[0])?.id ?? -1);
      const compiled = typeof pattern === 'string' ? compileRegexp(pattern) : undefined;
      if (compiled?.ok === false) return new CelError(compiled.error);
    }
    return undefined;
  };
  return visit(checked.expr) ?? constants;
}

/** A program for a checked expression; not ok where a constant part of it already fails. */
export function program(checked: Checked, options: ProgramOptions): Program {
  const constants = constantsOf(checked, { ...options, limit: undefined });
  if (constants instanceof CelError) return { ok: false, error: constants.message };
  return {
    ok: true,
    run: (activation) => {
      const runner = new Runner(checked, options, constants, activation);
      try {
        return { value: runner.run(checked.expr, new Map()), cost: runner.cost };
      } catch (error) {
        if (!(error instanceof Exceeded)) throw error;
        return { value: new CelError('operation cancelled: actual cost limit exceeded'), cost: runner.cost };
      }
    },
  };
}

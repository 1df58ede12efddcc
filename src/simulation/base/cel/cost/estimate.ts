import type { Checked } from '../check/check';
import type { Type } from '../check/types';
import { LIST_COST, MAP_COST, STRUCT_COST } from '../run/call-cost';
import { ACCUMULATOR, type CallExpr, type ComprehensionExpr, type Expr } from '../syntax/ast';
import { callEstimate } from './call-estimate';
import type { CostNode, Entries, Estimator, Sizes } from './nodes';
import { add, fixed, MAX, multiply, NONE, sum, union, UNKNOWN, type Range } from './size';

/** What an expression can cost at most, from its text and the sizes that a schema allows (cel-go checker/cost.go). */

interface Local {
  readonly path: readonly string[];
  readonly size: Range | undefined;
  readonly entries: Entries | undefined;
}

const SCALARS = new Set(['bool', 'double', 'duration', 'int', 'timestamp', 'uint']);
const isScalar = (type: Type): boolean => SCALARS.has(type.kind) || (type.kind === 'opaque' && type.name === 'optional_type' && type.params[0] !== undefined && isScalar(type.params[0]));
const ONE = fixed(1);

class Coster implements Sizes {
  private readonly paths = new Map<number, readonly string[]>();
  private readonly sizes = new Map<number, Range>();
  private readonly entries = new Map<number, Entries>();
  private locals: ReadonlyMap<string, Local> = new Map();

  constructor(
    private readonly checked: Checked,
    private readonly estimator: Estimator,
  ) {}

  private type(expr: Expr): Type {
    return this.checked.types.get(expr.id) ?? { kind: 'dyn' };
  }

  private path(expr: Expr): readonly string[] {
    const local = expr.kind === 'ident' ? this.locals.get(expr.name) : undefined;
    return local?.path ?? this.paths.get(expr.id) ?? [];
  }

  /** The size of a value; undefined where nothing is known of it. */
  sizeOf(expr: Expr): Range | undefined {
    const known = this.sizes.get(expr.id) ?? literalSize(expr);
    if (known !== undefined) return known;
    const type = this.type(expr);
    const found = this.estimator.sizeAt({ path: this.path(expr), type, expr, size: undefined });
    if (found !== undefined) {
      this.sizes.set(expr.id, found);
      return found;
    }
    if (isScalar(type)) return ONE;
    return expr.kind === 'ident' ? this.locals.get(expr.name)?.size : undefined;
  }

  entriesOf(expr: Expr | undefined): Entries | undefined {
    if (expr === undefined) return undefined;
    return this.entries.get(expr.id) ?? (expr.kind === 'ident' ? this.locals.get(expr.name)?.entries : undefined);
  }

  keepEntries(expr: Expr, entries: Entries | undefined): void {
    if (entries !== undefined) this.entries.set(expr.id, entries);
  }

  private keepSize(expr: Expr, size: Range | undefined): void {
    if (size !== undefined) this.sizes.set(expr.id, size);
  }

  private node(expr: Expr): CostNode {
    const path = this.path(expr);
    const accumulated = path[0] === ACCUMULATOR || path[0] === '__result__';
    return { path: accumulated ? [] : path, type: this.type(expr), expr, size: this.sizeOf(expr) };
  }

  cost(expr: Expr): Range {
    switch (expr.kind) {
      case 'ident':
        this.paths.set(expr.id, this.locals.get(expr.name)?.path ?? [expr.name]);
        return ONE;
      case 'select': {
        const operand = this.cost(expr.operand);
        // A presence test costs no more than its operand.
        if (expr.test) return operand;
        this.paths.set(expr.id, [...this.path(expr.operand), expr.field]);
        return ['map', 'struct', 'param'].includes(this.type(expr.operand).kind) ? add(operand, ONE) : operand;
      }
      case 'call':
        return this.call(expr);
      case 'list': {
        let [total, value]: [Range, Range] = [NONE, { min: expr.elements.length === 0 ? 0n : MAX, max: 0n }];
        for (const element of expr.elements) {
          total = add(total, this.cost(element));
          value = union(value, this.sizeOf(element) ?? UNKNOWN);
        }
        this.entries.set(expr.id, { kind: 'list', key: ONE, value });
        return add(total, fixed(LIST_COST));
      }
      case 'map': {
        const empty: Range = { min: expr.entries.length === 0 ? 0n : MAX, max: 0n };
        let [total, key, value]: [Range, Range, Range] = [NONE, empty, empty];
        for (const entry of expr.entries) {
          total = sum(total, this.cost(entry.key), this.cost(entry.value));
          key = union(key, this.sizeOf(entry.key) ?? UNKNOWN);
          value = union(value, this.sizeOf(entry.value) ?? UNKNOWN);
        }
        this.entries.set(expr.id, { kind: 'map', key, value });
        return add(total, fixed(MAP_COST));
      }
      case 'struct':
        return sum(...expr.fields.map(({ value }) => this.cost(value)), fixed(STRUCT_COST));
      case 'comprehension':
        return isBinding(expr) ? this.binding(expr) : this.comprehension(expr);
      default:
        return NONE;
    }
  }

  private call(expr: CallExpr): Range {
    if (expr.name === 'dyn' && expr.args.length === 1) {
      const cost = this.cost(expr.args[0]!);
      this.keepSize(expr, this.sizeOf(expr.args[0]!));
      this.keepEntries(expr, this.entriesOf(expr.args[0]));
      return add(ONE, cost);
    }
    const argCosts: Range[] = [];
    const args: CostNode[] = [];
    for (const arg of expr.args) {
      argCosts.push(this.cost(arg));
      args.push(this.node(arg));
    }
    const overloads = this.checked.overloads.get(expr.id) ?? [];
    if (overloads.length === 0) return NONE;
    const targetCost = expr.target === undefined ? NONE : this.cost(expr.target);
    const target = expr.target === undefined ? undefined : this.node(expr.target);
    let total: Range = { min: MAX, max: 0n };
    let size: Range | undefined;
    for (const overload of overloads) {
      const own = this.estimator.call?.(expr.name, overload, target, args);
      const estimate = own === undefined ? callEstimate(this, expr, overload, target, args, argCosts) : { ...own, cost: sum(own.cost, ...argCosts) };
      total = union(total, estimate.cost);
      if (estimate.size !== undefined) size = size === undefined ? estimate.size : union(size, estimate.size);
      if ((overload === 'index_list' || overload === 'index_map') && expr.args[0] !== undefined) {
        size = this.entriesOf(expr.args[0])?.value;
        this.paths.set(expr.id, [...this.path(expr.args[0]), overload === 'index_list' ? '@items' : '@values']);
      }
      size ??= this.sizeOf(expr);
    }
    this.keepSize(expr, size);
    return add(targetCost, total);
  }

  private within<T>(names: readonly (readonly [string, Local])[], read: () => T): T {
    const outer = this.locals;
    this.locals = new Map([...outer, ...names]);
    const result = read();
    this.locals = outer;
    return result;
  }

  private turn(range: Expr, which: 'key' | 'value' | 'single'): Local {
    const entries = this.entriesOf(range);
    const isList = (entries?.kind ?? this.type(range).kind) === 'list';
    const values = which === 'value' || (which === 'single' && isList);
    const step = values ? (isList ? '@items' : '@values') : isList ? '@indices' : '@keys';
    return { path: [...this.path(range), step], size: values ? entries?.value : entries?.key, entries: undefined };
  }

  private comprehension(expr: ComprehensionExpr): Range {
    const outer = add(this.cost(expr.range), this.cost(expr.init));
    const accumulator: Local = { path: this.path(expr.init), size: this.sizeOf(expr.init), entries: this.entriesOf(expr.init) };
    const [turns, result] = this.within([[expr.accumulator, accumulator]], () => {
      const names: (readonly [string, Local])[] =
        expr.variable2 === undefined ? [[expr.variable, this.turn(expr.range, 'single')]] : [[expr.variable, this.turn(expr.range, 'key')], [expr.variable2, this.turn(expr.range, 'value')]];
      const turn = this.within(names, () => {
        const condition = this.cost(expr.condition);
        const step = this.cost(expr.step);
        return add(step, condition);
      });
      return [turn, this.cost(expr.result)] as const;
    });
    const count = this.sizeOf(expr.range) ?? UNKNOWN;
    if (expr.init.kind === 'literal') this.keepSize(expr, this.sizeOf(expr.init));
    else if (expr.init.kind === 'list' || expr.init.kind === 'map') {
      this.keepSize(expr, count);
      this.keepEntries(expr, this.entriesOf(expr.step));
    }
    return sum(outer, result, multiply(count, turns));
  }

  /** A fold over nothing, which only gives a value a name. */
  private binding(expr: ComprehensionExpr): Range {
    const outer = add(this.cost(expr.range), this.cost(expr.init));
    const local: Local = { path: this.path(expr.init), size: this.sizeOf(expr.init), entries: this.entriesOf(expr.init) };
    const result = this.within([[expr.accumulator, local]], () => {
      const cost = this.cost(expr.result);
      this.keepSize(expr, this.sizeOf(expr.result));
      this.keepEntries(expr, this.entriesOf(expr.result));
      return cost;
    });
    return add(outer, result);
  }
}

const isBinding = ({ range, condition }: ComprehensionExpr): boolean =>
  range.kind === 'list' && range.elements.length === 0 && condition.kind === 'literal' && condition.literal.type === 'bool' && !condition.literal.value;

function literalSize(expr: Expr): Range | undefined {
  if (expr.kind === 'list') return fixed(expr.elements.length);
  if (expr.kind === 'map') return fixed(expr.entries.length);
  if (expr.kind !== 'literal') return undefined;
  const { literal } = expr;
  if (literal.type === 'string') return fixed(Array.from(literal.value).length);
  return literal.type === 'bytes' ? fixed(literal.value.length) : ONE;
}

/** The least and the greatest cost of a checked expression. */
export const estimateCost = (checked: Checked, estimator: Estimator): Range => new Coster(checked, estimator).cost(checked.expr);

/** The syntax tree (cel-go common/ast). An id names an expression in errors, types and costs. */

export type Literal =
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int' | 'uint'; readonly value: bigint }
  | { readonly type: 'double'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'null' };

export interface LiteralExpr {
  readonly id: number;
  readonly kind: 'literal';
  readonly literal: Literal;
}
export interface IdentExpr {
  readonly id: number;
  readonly kind: 'ident';
  readonly name: string;
}
export interface SelectExpr {
  readonly id: number;
  readonly kind: 'select';
  readonly operand: Expr;
  readonly field: string;
  /** has(operand.field). */
  readonly test: boolean;
}
export interface CallExpr {
  readonly id: number;
  readonly kind: 'call';
  readonly name: string;
  readonly target?: Expr;
  readonly args: readonly Expr[];
}
export interface ListExpr {
  readonly id: number;
  readonly kind: 'list';
  readonly elements: readonly Expr[];
  /** Positions of elements written `?e`. */
  readonly optional: ReadonlySet<number>;
}
export interface MapEntry {
  readonly id: number;
  readonly key: Expr;
  readonly value: Expr;
  readonly optional: boolean;
}
export interface MapExpr {
  readonly id: number;
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}
export interface StructField {
  readonly id: number;
  readonly name: string;
  readonly value: Expr;
  readonly optional: boolean;
}
export interface StructExpr {
  readonly id: number;
  readonly kind: 'struct';
  readonly typeName: string;
  readonly fields: readonly StructField[];
}
/** A fold over a list or a map; what all(), map() and their like become. */
export interface ComprehensionExpr {
  readonly id: number;
  readonly kind: 'comprehension';
  readonly range: Expr;
  readonly variable: string;
  readonly variable2?: string;
  readonly accumulator: string;
  readonly init: Expr;
  readonly condition: Expr;
  readonly step: Expr;
  readonly result: Expr;
}
/** What a syntax error left. */
export interface NothingExpr {
  readonly id: number;
  readonly kind: 'nothing';
}

export type Expr = LiteralExpr | IdentExpr | SelectExpr | CallExpr | ListExpr | MapExpr | StructExpr | ComprehensionExpr | NothingExpr;

/** The accumulator of the macros; no text can name it (cel-go parser.HiddenAccumulatorName). */
export const ACCUMULATOR = '@result';

/** The direct parts of an expression. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'select':
      return [expr.operand];
    case 'call':
      return expr.target === undefined ? expr.args : [expr.target, ...expr.args];
    case 'list':
      return expr.elements;
    case 'map':
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case 'struct':
      return expr.fields.map(({ value }) => value);
    case 'comprehension':
      return [expr.range, expr.init, expr.condition, expr.step, expr.result];
    default:
      return [];
  }
}

/** `a.b.c` of an identifier and fields; undefined for anything else (containers.ToQualifiedName). */
export function qualifiedName(expr: Expr): string | undefined {
  if (expr.kind === 'ident') return expr.name;
  if (expr.kind !== 'select' || expr.test) return undefined;
  const head = qualifiedName(expr.operand);
  return head === undefined ? undefined : `${head}.${expr.field}`;
}

/** The same expression with its parts replaced. */
export function mapChildren(expr: Expr, change: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'select':
      return { ...expr, operand: change(expr.operand) };
    case 'call':
      return { ...expr, ...(expr.target === undefined ? {} : { target: change(expr.target) }), args: expr.args.map(change) };
    case 'list':
      return { ...expr, elements: expr.elements.map(change) };
    case 'map':
      return { ...expr, entries: expr.entries.map((entry) => ({ ...entry, key: change(entry.key), value: change(entry.value) })) };
    case 'struct':
      return { ...expr, fields: expr.fields.map((field) => ({ ...field, value: change(field.value) })) };
    case 'comprehension':
      return { ...expr, range: change(expr.range), init: change(expr.init), condition: change(expr.condition), step: change(expr.step), result: change(expr.result) };
    default:
      return expr;
  }
}

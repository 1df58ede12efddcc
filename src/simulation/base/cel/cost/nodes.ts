import type { Type } from '../check/types';
import type { Expr } from '../syntax/ast';
import type { Range } from './size';

/** What an estimate of costs knows of expressions. */

/** An expression as the estimate sees it: where its value stands in the data, its type and its size, if known. */
export interface CostNode {
  readonly path: readonly string[];
  readonly type: Type;
  readonly expr?: Expr;
  readonly size: Range | undefined;
}

export interface CallEstimate {
  readonly cost: Range;
  readonly size?: Range;
}

export interface Estimator {
  /** The size that the data at a path may have. */
  readonly sizeAt: (node: CostNode) => Range | undefined;
  /** The cost of a call without that of its arguments; undefined: that of CEL itself. */
  readonly call?: (name: string, overload: string, target: CostNode | undefined, args: readonly CostNode[]) => CallEstimate | undefined;
}

/** Sizes of what a list or a map holds. */
export interface Entries {
  readonly kind: 'list' | 'map';
  readonly key: Range;
  readonly value: Range;
}

/** What is known so far of the parts of values. */
export interface Sizes {
  readonly entriesOf: (expr: Expr | undefined) => Entries | undefined;
  readonly keepEntries: (expr: Expr, entries: Entries | undefined) => void;
}

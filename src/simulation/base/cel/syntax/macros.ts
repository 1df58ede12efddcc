import { ACCUMULATOR, type ComprehensionExpr, type Expr, type Literal } from './ast';

/** What has(), all(), map() and their like are short for (cel-go parser/macro.go, ext/comprehensions.go, cel/library.go, ext/lists.go). */

/** Makes expressions at the place of the macro. */
export interface Maker {
  readonly literal: (literal: Literal) => Expr;
  readonly ident: (name: string) => Expr;
  readonly call: (name: string, ...args: Expr[]) => Expr;
  readonly memberCall: (name: string, target: Expr, ...args: Expr[]) => Expr;
  readonly list: (...elements: Expr[]) => Expr;
  readonly map: () => Expr;
  readonly presence: (operand: Expr, field: string) => Expr;
  readonly comprehension: (parts: Omit<ComprehensionExpr, 'id' | 'kind'>) => Expr;
  /** The same expression with ids of its own. */
  readonly copy: (expr: Expr) => Expr;
}

/** Why a macro cannot be expanded, at an expression. */
export class MacroError extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** Null: a call of that name on this target is no macro. */
export type Expand = (make: Maker, args: readonly Expr[], target: Expr) => Expr | null;

/** By name, number of arguments, and whether it is called on a value. */
export type Macros = ReadonlyMap<string, Expand>;

/** The accumulator that older versions had; still forbidden as a variable. */
const OLD_ACCUMULATOR = '__result__';
const TRUE: Literal = { type: 'bool', value: true };
const FALSE: Literal = { type: 'bool', value: false };
const number = (value: bigint): Literal => ({ type: 'int', value });
const accumulator = (make: Maker): Expr => make.ident(ACCUMULATOR);

function variable(expr: Expr, otherwise: string): string {
  if (expr.kind !== 'ident') throw new MacroError(expr.id, otherwise);
  return expr.name;
}

function free(expr: Expr, name: string): void {
  if (name === ACCUMULATOR || name === OLD_ACCUMULATOR) throw new MacroError(expr.id, 'iteration variable overwrites accumulator variable');
}

/** One variable, or two with different names. */
function variables(args: readonly Expr[], two: boolean, otherwise: string): { readonly variable: string; readonly variable2?: string } {
  const first = variable(args[0]!, otherwise);
  const second = two ? variable(args[1]!, otherwise) : undefined;
  if (first === second) throw new MacroError(args[1]!.id, `duplicate variable name: ${first}`);
  free(args[0]!, first);
  if (second === undefined) return { variable: first };
  free(args[1]!, second);
  return { variable: first, variable2: second };
}

const SIMPLE_NAME = 'argument must be a simple name';
const IDENTIFIER = 'argument is not an identifier';

const all = (two: boolean): Expand => (make, args, range) => {
  const names = variables(args, two, SIMPLE_NAME);
  const init = make.literal(TRUE);
  const condition = make.call('@not_strictly_false', accumulator(make));
  const step = make.call('_&&_', accumulator(make), args[two ? 2 : 1]!);
  return make.comprehension({ range, ...names, accumulator: ACCUMULATOR, init, condition, step, result: accumulator(make) });
};

const exists = (two: boolean): Expand => (make, args, range) => {
  const names = variables(args, two, SIMPLE_NAME);
  const init = make.literal(FALSE);
  const condition = make.call('@not_strictly_false', make.call('!_', accumulator(make)));
  const step = make.call('_||_', accumulator(make), args[two ? 2 : 1]!);
  return make.comprehension({ range, ...names, accumulator: ACCUMULATOR, init, condition, step, result: accumulator(make) });
};

const existsOne = (two: boolean): Expand => (make, args, range) => {
  const names = variables(args, two, SIMPLE_NAME);
  const [init, condition] = [make.literal(number(0n)), make.literal(TRUE)];
  const step = make.call('_?_:_', args[two ? 2 : 1]!, make.call('_+_', accumulator(make), make.literal(number(1n))), accumulator(make));
  const result = make.call('_==_', accumulator(make), make.literal(number(1n)));
  return make.comprehension({ range, ...names, accumulator: ACCUMULATOR, init, condition, step, result });
};

/** `step` adds to the accumulator; with a filter, only where that holds. */
function collect(make: Maker, range: Expr, names: { readonly variable: string; readonly variable2?: string }, filter: Expr | undefined, init: Expr, condition: Expr, add: () => Expr): Expr {
  let step = add();
  if (filter !== undefined) step = make.call('_?_:_', filter, step, accumulator(make));
  return make.comprehension({ range, ...names, accumulator: ACCUMULATOR, init, condition, step, result: accumulator(make) });
}

const map = (make: Maker, args: readonly Expr[], range: Expr): Expr => {
  const names = variables(args, false, IDENTIFIER);
  const [filter, value] = args.length === 3 ? [args[1]!, args[2]!] : [undefined, args[1]!];
  return collect(make, range, names, filter, make.list(), make.literal(TRUE), () => make.call('_+_', accumulator(make), make.list(value)));
};

const filter: Expand = (make, args, range) => {
  const names = variables(args, false, IDENTIFIER);
  return collect(make, range, names, args[1]!, make.list(), make.literal(TRUE), () => make.call('_+_', accumulator(make), make.list(args[0]!)));
};

const has: Expand = (make, [operand]) => {
  if (operand?.kind !== 'select') throw new MacroError(operand!.id, 'invalid argument to has() macro');
  return make.presence(operand.operand, operand.field);
};

/** transformList and its like: two variables, an optional filter, and how a turn adds to the accumulator. */
const transform = (init: (make: Maker) => Expr, add: (make: Maker, key: string, value: Expr) => Expr): Expand => (make, args, range) => {
  const names = variables(args, true, SIMPLE_NAME);
  const [condition, value] = args.length === 4 ? [args[2]!, args[3]!] : [undefined, args[2]!];
  return collect(make, range, names, condition, init(make), make.literal(TRUE), () => add(make, names.variable, value));
};

const INSERT = 'cel.@mapInsert';
const transformList = transform((make) => make.list(), (make, _, value) => make.call('_+_', accumulator(make), make.list(value)));
const transformMap = transform((make) => make.map(), (make, key, value) => make.call(INSERT, accumulator(make), make.ident(key), value));
const transformMapEntry = transform((make) => make.map(), (make, _, value) => make.call(INSERT, accumulator(make), value));

/** Binds a name for one expression: a fold over nothing. */
const bind = (make: Maker, name: string, value: Expr, result: Expr): Expr =>
  make.comprehension({ range: make.list(), variable: '#unused', accumulator: name, init: value, condition: make.literal(FALSE), step: make.ident(name), result });

const optMap = (flat: boolean): Expand => (make, args, target) => {
  const name = variable(args[0]!, `${flat ? 'optFlatMap' : 'optMap'}() variable name must be a simple identifier`);
  const value = bind(make, name, make.memberCall('value', make.copy(target)), args[1]!);
  return make.call('_?_:_', make.memberCall('hasValue', target), flat ? value : make.call('optional.of', value), make.call('optional.none'));
};

const sortBy: Expand = (make, args, target) => {
  const input = make.ident('@__sortBy_input__');
  if (target.kind === 'literal' || target.kind === 'map' || target.kind === 'struct') throw new MacroError(target.id, 'sortBy can only be applied to a list, identifier, comprehension, call or select expression');
  const keys = map(make, args, make.copy(input));
  return bind(make, '@__sortBy_input__', target, make.memberCall('@sortByAssociatedKeys', make.copy(input), keys));
};

const celBind: Expand = (make, args, target) => {
  if (target.kind !== 'ident' || target.name !== 'cel') return null;
  return bind(make, variable(args[0]!, 'cel.bind() variable names must be simple identifiers'), args[1]!, args[2]!);
};

/** cel.bind(name, value, expression), where an environment has it (cel-go ext/bindings.go, version 0). */
export const BINDINGS: Macros = new Map([['bind:3:true', celBind]]);

/** The macros that every expression may use. */
export const MACROS: Macros = new Map<string, Expand>([
  ['has:1:false', has],
  ['all:2:true', all(false)],
  ['exists:2:true', exists(false)],
  ['exists_one:2:true', existsOne(false)],
  ['map:2:true', map],
  ['map:3:true', map],
  ['filter:2:true', filter],
  ['optMap:2:true', optMap(false)],
  ['optFlatMap:2:true', optMap(true)],
  ['all:3:true', all(true)],
  ['exists:3:true', exists(true)],
  ['existsOne:3:true', existsOne(true)],
  ['exists_one:3:true', existsOne(true)],
  ['transformList:3:true', transformList],
  ['transformList:4:true', transformList],
  ['transformMap:3:true', transformMap],
  ['transformMap:4:true', transformMap],
  ['transformMapEntry:3:true', transformMapEntry],
  ['transformMapEntry:4:true', transformMapEntry],
  ['sortBy:2:true', sortBy],
]);

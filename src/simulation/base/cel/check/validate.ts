import { CONVERSIONS } from '../library/functions-conversions';
import { formatPieces, wrongType } from '../library/format';
import { compileRegexp } from '../../go/regexp';
import { CelError, isError } from '../run/values';
import { NO_LOCATION, type CelIssue, type Location } from '../source';
import { childrenOf, type Expr } from '../syntax/ast';
import { equivalentType, formatType, runtimeName, unwrapOptional, type Type } from './types';
import type { Checked } from './check';

/** What Kubernetes has checked beyond types (cel-go cel/validator.go, ext/formatting.go): literal durations, times and expressions, lists of one type, format strings. */

interface Placed {
  readonly expr: Expr;
  readonly parents: readonly Expr[];
}

function descendants(expr: Expr, parents: readonly Expr[] = []): Placed[] {
  return [{ expr, parents }, ...childrenOf(expr).flatMap((child) => descendants(child, [expr, ...parents]))];
}

/** Functions whose first argument, when it is a literal, must be readable. */
const LITERALS: readonly (readonly [name: string, readable: (value: string) => boolean])[] = [
  ['duration', (text) => !isError(CONVERSIONS['duration']!(text))],
  ['timestamp', (text) => !isError(CONVERSIONS['timestamp']!(text))],
  ['matches', (text) => compileRegexp(text).ok],
];

class Validator {
  readonly issues: CelIssue[] = [];
  private readonly all: readonly Placed[];

  constructor(
    private readonly checked: Checked,
    private readonly locations: ReadonlyMap<number, Location>,
  ) {
    this.all = descendants(checked.expr);
  }

  private report(id: number, message: string): void {
    this.issues.push({ location: this.locations.get(id) ?? NO_LOCATION, message });
  }

  private type({ id }: Expr): Type {
    return this.checked.types.get(id) ?? { kind: 'dyn' };
  }

  literals(name: string, readable: (value: string) => boolean): void {
    for (const { expr } of this.all) {
      if (expr.kind !== 'call' || expr.name !== name) continue;
      const [arg] = expr.args;
      if (arg?.kind === 'literal' && arg.literal.type === 'string' && !readable(arg.literal.value)) this.report(arg.id, `invalid ${name} argument`);
    }
  }

  private mismatch(id: number, expected: Type, actual: Type): void {
    this.report(id, `expected type '${formatType(expected)}' but found '${formatType(actual)}'`);
  }

  /** All elements of a list, all keys and all values of a map are of one type; the arguments of format() may differ. */
  oneType(): void {
    const within = this.all.filter(({ parents }) => !parents.some((parent) => parent.kind === 'call' && parent.name === 'format'));
    for (const { expr } of within) {
      if (expr.kind !== 'list') continue;
      let first: Type | undefined;
      for (const [index, element] of expr.elements.entries()) {
        const type = expr.optional.has(index) ? (unwrapOptional(this.type(element)) ?? this.type(element)) : this.type(element);
        first ??= type;
        if (!equivalentType(first, type)) {
          this.mismatch(element.id, first, type);
          break;
        }
      }
    }
    for (const { expr } of within) {
      if (expr.kind !== 'map') continue;
      let [keyType, valueType]: [Type | undefined, Type | undefined] = [undefined, undefined];
      for (const { key, value, optional } of expr.entries) {
        const [kt, vt] = [this.type(key), optional ? (unwrapOptional(this.type(value)) ?? this.type(value)) : this.type(value)];
        keyType ??= kt;
        valueType ??= vt;
        if (!equivalentType(keyType, kt)) this.mismatch(key.id, keyType, kt);
        if (!equivalentType(valueType, vt)) this.mismatch(value.id, valueType, vt);
      }
    }
  }

  formats(): void {
    for (const { expr } of this.all) {
      if (expr.kind !== 'call' || expr.name !== 'format' || expr.target?.kind !== 'literal' || expr.target.literal.type !== 'string') continue;
      const [list] = expr.args;
      if (expr.args.length !== 1 || list?.kind !== 'list') continue;
      this.format(expr.id, expr.target.literal.value, list.elements);
    }
  }

  private format(id: number, text: string, args: readonly Expr[]): void {
    let next = 0;
    for (const piece of formatPieces(text)) {
      if (typeof piece === 'string') continue;
      if (piece instanceof CelError) return this.report(id, piece.message);
      const arg = args[next];
      if (arg === undefined) return this.report(id, `index ${next} out of range`);
      next += 1;
      const wrong = this.unprintable(piece.verb, arg);
      if (wrong !== undefined) return this.report(wrong.id, wrongType(piece.verb, runtimeName(this.type(wrong))));
    }
    if (args.length > next) this.report(id, `too many arguments supplied to string.format (expected ${next}, got ${args.length})`);
  }

  /** The expression that a clause cannot print; for `%s`, it may be within a list or a map. */
  private unprintable(verb: string, expr: Expr): Expr | undefined {
    const { kind } = this.type(expr);
    if (kind === 'dyn') return undefined;
    if (verb !== 's') return PRINTS[verb]!.includes(kind) ? undefined : expr;
    if (expr.kind === 'list') return expr.elements.map((element) => this.unprintable(verb, element)).find((found) => found !== undefined);
    if (expr.kind === 'map') return expr.entries.flatMap(({ key, value }) => [KEYS.includes(this.type(key).kind) ? undefined : key, this.unprintable(verb, value)]).find((found) => found !== undefined);
    return PRINTS['s']!.includes(kind) ? undefined : expr;
  }
}

const KEYS: readonly string[] = ['string', 'bool', 'int', 'uint', 'dyn'];
const PRINTS: Readonly<Record<string, readonly string[]>> = {
  s: ['list', 'map', 'int', 'uint', 'double', 'bool', 'string', 'timestamp', 'bytes', 'duration', 'type', 'null', 'dyn'],
  d: ['int', 'uint'],
  f: ['double', 'string'],
  e: ['double', 'string'],
  b: ['int', 'uint', 'bool'],
  x: ['int', 'uint', 'string', 'bytes'],
  X: ['int', 'uint', 'string', 'bytes'],
  o: ['int', 'uint'],
};

/** Issues beyond those of types, in the order in which they are found. */
export function validate(checked: Checked, locations: ReadonlyMap<number, Location>): readonly CelIssue[] {
  const validator = new Validator(checked, locations);
  for (const [name, readable] of LITERALS) validator.literals(name, readable);
  validator.oneType();
  validator.formats();
  return validator.issues;
}

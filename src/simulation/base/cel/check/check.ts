import { NO_LOCATION, type CelIssue, type Location } from '../source';
import { qualifiedName, type CallExpr, type ComprehensionExpr, type Expr, type StructExpr } from '../syntax/ast';
import type { Parsed } from '../syntax/parse';
import { assign, assignAll, mostGeneral, substitute, type Substitutions } from './assign';
import type { Environment, Overload } from './declarations';
import { BOOL, DYN, ERROR, formatType, INT, isDyn, isDynOrError, listOf, mapOf, NULL, optionalOf, param, sameType, TEXT, UINT, DOUBLE, BYTES, unwrapOptional, type Type } from './types';

/** The type checker (cel-go checker/checker.go): the type of every expression, the overloads that a call may mean, and what is wrong in the checker's words. */

export interface Checked {
  readonly expr: Expr;
  readonly types: ReadonlyMap<number, Type>;
  /** Ids of the overloads that a call may mean. */
  readonly overloads: ReadonlyMap<number, readonly string[]>;
  /** Names of variables that expressions refer to. */
  readonly references: ReadonlyMap<number, string>;
  readonly issues: readonly CelIssue[];
}

const LITERALS: Readonly<Record<string, Type>> = { bool: BOOL, int: INT, uint: UINT, double: DOUBLE, string: TEXT, bytes: BYTES, null: NULL };

class Checker {
  private substitutions: Substitutions = new Map();
  private scopes: readonly ReadonlyMap<string, Type>[] = [];
  private freeVariables = 0;
  readonly types = new Map<number, Type>();
  readonly overloads = new Map<number, readonly string[]>();
  readonly references = new Map<number, string>();
  readonly issues: CelIssue[] = [];

  constructor(
    private readonly environment: Environment,
    private readonly locations: ReadonlyMap<number, Location>,
  ) {}

  private report(id: number, message: string): void {
    this.issues.push({ location: this.locations.get(id) ?? NO_LOCATION, message });
  }

  private typeOfExpr(expr: Expr): Type {
    return this.types.get(expr.id) ?? ERROR;
  }

  private resolved(type: Type): Type {
    return substitute(this.substitutions, type, 'kept');
  }

  private assignable(a: Type, b: Type): boolean {
    const found = assign(this.substitutions, a, b);
    if (found === undefined) return false;
    this.substitutions = found;
    return true;
  }

  private free(): Type {
    this.freeVariables += 1;
    return param(`_var${this.freeVariables - 1}`);
  }

  private mismatch(id: number, expected: Type, actual: Type): void {
    this.report(id, `expected type '${formatType(expected)}' but found '${formatType(actual)}'`);
  }

  private undeclared(id: number, name: string): void {
    this.report(id, `undeclared reference to '${name}' (in container '')`);
  }

  /** The variable of a name: the innermost one of a comprehension, else one of the environment. A leading dot skips the comprehensions' own. */
  private lookup(name: string): { readonly name: string; readonly type: Type } | undefined {
    if (name.startsWith('.')) {
      const type = this.environment.variable(name.slice(1));
      return type === undefined ? undefined : { name: name.slice(1), type };
    }
    for (let at = this.scopes.length - 1; at >= 0; at -= 1) {
      const type = this.scopes[at]!.get(name);
      if (type !== undefined) return { name, type };
    }
    const type = this.environment.variable(name);
    return type === undefined ? undefined : { name, type };
  }

  private functionOf(name: string): readonly Overload[] | undefined {
    return this.environment.functions.get(name.startsWith('.') ? name.slice(1) : name);
  }

  check(expr: Expr): Expr {
    const [checked, type] = this.visit(expr);
    if (!this.types.has(expr.id)) this.types.set(expr.id, type);
    return checked;
  }

  private visit(expr: Expr): readonly [Expr, Type] {
    switch (expr.kind) {
      case 'literal':
        return [expr, LITERALS[expr.literal.type]!];
      case 'ident': {
        const found = this.lookup(expr.name);
        if (found === undefined) {
          this.undeclared(expr.id, expr.name);
          return [expr, ERROR];
        }
        this.references.set(expr.id, found.name);
        return [{ ...expr, name: found.name }, found.type];
      }
      case 'select': {
        const name = qualifiedName(expr);
        const found = name === undefined ? undefined : this.lookup(name);
        if (found !== undefined) {
          this.references.set(expr.id, found.name);
          return [{ id: expr.id, kind: 'ident', name: found.name }, found.type];
        }
        const [operand, type] = this.selectField(expr.id, expr.operand, expr.field, false);
        return [{ ...expr, operand }, expr.test ? BOOL : this.resolved(type)];
      }
      case 'call':
        return this.call(expr);
      case 'list': {
        let type: Type | undefined;
        const elements = expr.elements.map((element, index) => {
          const checked = this.check(element);
          type = this.join(type, this.unwrapped(element, expr.optional.has(index)));
          return checked;
        });
        return [{ ...expr, elements }, listOf(type ?? this.free())];
      }
      case 'map': {
        let [keyType, valueType]: [Type | undefined, Type | undefined] = [undefined, undefined];
        const entries = expr.entries.map((entry) => {
          const key = this.check(entry.key);
          keyType = this.join(keyType, this.typeOfExpr(entry.key));
          const value = this.check(entry.value);
          valueType = this.join(valueType, this.unwrapped(entry.value, entry.optional));
          return { ...entry, key, value };
        });
        return [{ ...expr, entries }, mapOf(keyType ?? this.free(), valueType ?? this.free())];
      }
      case 'struct':
        return this.struct(expr);
      case 'comprehension':
        return this.comprehension(expr);
      case 'nothing':
        return [expr, ERROR];
    }
  }

  /** The type of an element; for one written `?e`, that within its optional. */
  private unwrapped(expr: Expr, optional: boolean): Type {
    const type = this.typeOfExpr(expr);
    if (!optional) return type;
    const inner = unwrapOptional(type);
    if (inner === undefined && !isDyn(type)) this.mismatch(expr.id, optionalOf(type), type);
    return inner ?? type;
  }

  private join(previous: Type | undefined, current: Type): Type {
    if (previous === undefined) return current;
    if (this.assignable(previous, current)) return mostGeneral(previous, current);
    // Kubernetes reports mixed literals in a later step, which lets format() have them.
    return DYN;
  }

  private selectField(id: number, operand: Expr, field: string, optional: boolean): readonly [Expr, Type] {
    const checked = this.check(operand);
    const operandType = this.resolved(this.typeOfExpr(operand));
    const inner = unwrapOptional(operandType);
    const target = inner ?? operandType;
    let result: Type = ERROR;
    if (target.kind === 'map') result = target.value;
    else if (target.kind === 'struct') result = this.fieldType(id, target.name, field) ?? ERROR;
    else {
      if (target.kind === 'param') this.assignable(DYN, target);
      else if (!isDynOrError(target)) this.report(id, `type '${formatType(target)}' does not support field selection`);
      result = DYN;
    }
    return [checked, inner !== undefined || optional ? optionalOf(result) : result];
  }

  private fieldType(id: number, typeName: string, field: string): Type | undefined {
    const fields = this.environment.struct(typeName);
    if (fields === undefined) {
      this.report(id, `unexpected failed resolution of '${typeName}'`);
      return undefined;
    }
    const type = fields.field(field);
    if (type === undefined) this.report(id, `undefined field '${field}'`);
    return type;
  }

  private call(expr: CallExpr): readonly [Expr, Type] {
    if (expr.name === '_?._') {
      const field = expr.args[1]!;
      const [operand, type] = this.selectField(expr.id, expr.args[0]!, field.kind === 'literal' && field.literal.type === 'string' ? field.literal.value : '', true);
      this.overloads.set(expr.id, ['select_optional_field']);
      return [{ ...expr, args: [operand, field] }, this.resolved(type)];
    }
    const args = expr.args.map((arg) => this.check(arg));
    if (expr.target === undefined) {
      const overloads = this.functionOf(expr.name);
      if (overloads === undefined) {
        this.undeclared(expr.id, expr.name);
        return [{ ...expr, args }, ERROR];
      }
      const name = expr.name.replace(/^\./, '');
      return [{ ...expr, name, args }, this.resolve(expr.id, name, overloads, undefined, args)];
    }
    const prefix = qualifiedName(expr.target);
    const qualified = prefix === undefined ? undefined : `${prefix}.${expr.name}`;
    const namespaced = qualified === undefined ? undefined : this.functionOf(qualified);
    if (namespaced !== undefined) {
      const name = qualified!.replace(/^\./, '');
      return [{ id: expr.id, kind: 'call', name, args }, this.resolve(expr.id, name, namespaced, undefined, args)];
    }
    const target = this.check(expr.target);
    const overloads = this.environment.functions.get(expr.name);
    if (overloads === undefined) {
      this.undeclared(expr.id, expr.name);
      return [{ ...expr, target, args }, ERROR];
    }
    return [{ ...expr, target, args }, this.resolve(expr.id, expr.name, overloads, target, args)];
  }

  private resolve(id: number, name: string, overloads: readonly Overload[], target: Expr | undefined, args: readonly Expr[]): Type {
    const argTypes = [...(target === undefined ? [] : [target]), ...args].map((arg) => this.typeOfExpr(arg));
    if (name === '_&&_' || name === '_||_') {
      let wrong = false;
      argTypes.forEach((type, index) => {
        if (this.assignable(type, BOOL)) return;
        this.mismatch(args[index]!.id, BOOL, type);
        wrong = true;
      });
      if (!wrong) this.overloads.set(id, [overloads[0]!.id]);
      return wrong ? ERROR : BOOL;
    }
    const ids: string[] = [];
    let result: Type | undefined;
    for (const overload of overloads) {
      if (overload.member !== (target !== undefined)) continue;
      const fresh: Substitutions = new Map(overload.params.map((variable) => [variable, this.free()]));
      const instance = (type: Type): Type => (overload.params.length === 0 ? type : substitute(fresh, type, 'kept'));
      const found = assignAll(this.substitutions, argTypes, overload.args.map(instance));
      if (found === undefined) continue;
      this.substitutions = found;
      ids.push(overload.id);
      const type = this.resolved(instance(overload.result));
      if (result === undefined) result = type;
      else if (!isDyn(result) && !sameType(type, result)) result = DYN;
    }
    if (result === undefined) {
      const types = argTypes.map((type) => formatType(substitute(this.substitutions, type, 'dyn')));
      const signature = target === undefined ? `(${types.join(', ')})` : `${types[0]}.(${types.slice(1).join(', ')})`;
      this.report(id, `found no matching overload for '${name}' applied to '${signature}'`);
      return ERROR;
    }
    this.overloads.set(id, ids);
    return result;
  }

  private struct(expr: StructExpr): readonly [Expr, Type] {
    const found = this.lookup(expr.typeName);
    if (found === undefined) {
      this.undeclared(expr.id, expr.typeName);
      return [expr, ERROR];
    }
    let type: Type = ERROR;
    if (found.type.kind === 'type') {
      const made = found.type.of ?? ERROR;
      if (made.kind === 'struct') type = made;
      else this.report(expr.id, `'${formatType(made)}' is not a message type`);
    } else if (found.type.kind !== 'error') this.report(expr.id, `'${formatType(found.type)}' is not a type`);
    this.types.set(expr.id, type);
    this.references.set(expr.id, found.name);
    const typeName = type.kind === 'struct' ? type.name : found.name;
    const fields = expr.fields.map((field) => {
      const value = this.check(field.value);
      const expected = this.fieldType(field.id, typeName, field.name) ?? ERROR;
      const actual = this.unwrapped(field.value, field.optional);
      if (!this.assignable(expected, actual)) this.report(field.id, `expected type of field '${field.name}' is '${formatType(expected)}' but provided type is '${formatType(actual)}'`);
      return { ...field, value };
    });
    return [{ ...expr, typeName: found.name, fields }, type];
  }

  private comprehension(expr: ComprehensionExpr): readonly [Expr, Type] {
    const range = this.check(expr.range);
    const init = this.check(expr.init);
    const rangeType = this.resolved(this.typeOfExpr(expr.range));
    const accumulated = this.typeOfExpr(expr.init);
    const [first, second] = this.turnTypes(expr, rangeType);
    const outer = this.scopes;
    const around = [...outer, new Map([[expr.accumulator, accumulated]])];
    this.scopes = [...around, new Map([[expr.variable, first], ...(expr.variable2 === undefined ? [] : [[expr.variable2, second] as const])])];
    const condition = this.check(expr.condition);
    this.expect(expr.condition, BOOL);
    const step = this.check(expr.step);
    this.expect(expr.step, accumulated);
    this.scopes = around;
    const result = this.check(expr.result);
    this.scopes = outer;
    return [{ ...expr, range, init, condition, step, result }, this.resolved(this.typeOfExpr(expr.result))];
  }

  private turnTypes(expr: ComprehensionExpr, range: Type): readonly [Type, Type] {
    if (range.kind === 'list') return expr.variable2 === undefined ? [range.of, range.of] : [INT, range.of];
    if (range.kind === 'map') return [range.key, range.value];
    if (range.kind === 'dyn' || range.kind === 'error' || range.kind === 'param') {
      this.assignable(DYN, range);
      return [DYN, DYN];
    }
    this.report(expr.range.id, `expression of type '${formatType(range)}' cannot be range of a comprehension (must be list, map, or dynamic)`);
    return [ERROR, ERROR];
  }

  private expect(expr: Expr, type: Type): void {
    if (!this.assignable(type, this.typeOfExpr(expr))) this.mismatch(expr.id, type, this.typeOfExpr(expr));
  }

  finish(): ReadonlyMap<number, Type> {
    return new Map([...this.types].map(([id, type]) => [id, substitute(this.substitutions, type, 'dyn')]));
  }
}

/** Checks a parsed expression. With issues, the types are of no use. */
export function check(parsed: Parsed & { readonly expr: Expr }, environment: Environment): Checked {
  const checker = new Checker(environment, parsed.locations);
  const expr = checker.check(parsed.expr);
  return { expr, types: checker.finish(), overloads: checker.overloads, references: checker.references, issues: checker.issues };
}

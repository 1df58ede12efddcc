import { type CelError, isError, Optional, NONE, type Value } from '../../../base/cel/run/values';
import { schemaValue } from '../../cel/schema-values';
import { declaredType, withObjectMeta, type DeclaredType } from '../../cel/schema-types';
import { escapeName } from '../../cel/escape';
import { duplicate, forbidden, invalid, required, type FieldError } from '../../field-errors';
import type { JSONSchemaProps, ValidationRule } from '../../generated/types/apiextensions.v1';
import { byteLength } from '../../names';
import { isObject } from '../../schema/walk';
import { Correlated } from '../correlated';
import { compileRules, type CompiledRule } from './compile';
import { oldElement } from './old-element';

/** The rules of a custom resource's schema on an object, with ratcheting on an update (apiextensions-apiserver pkg/apiserver/schema/cel/validation.go). */

/** celconfig.RuntimeCELCostBudget. */
export const RUNTIME_COST_BUDGET = 10_000_000;
const LONGEST_MESSAGE = 5 * 1024;
const OUT_OF_BUDGET = 'validation failed due to running out of cost budget, no further validation rules will be run';

type Json = Readonly<Record<string, unknown>>;

/** Where the value stands in what the object was before. */
interface Place {
  readonly current: Correlated | undefined;
  readonly nearest: Correlated | undefined;
}

/** Whether errors here are let pass, as the value was there before and has not changed. */
const isRatcheted = ({ current, nearest }: Place): boolean => (current ?? nearest)?.unchanged === true;

const ruleText = ({ message = '', rule }: ValidationRule): string => (message === '' ? rule : message).trim();

class Checker {
  readonly errors: FieldError[] = [];
  readonly warnings: FieldError[] = [];

  constructor(private budget: number) {}

  private get isSpent(): boolean {
    return this.budget < 0;
  }

  private spend(cost: number): boolean {
    this.budget = cost > this.budget ? -1 : this.budget - cost;
    return !this.isSpent;
  }

  visit(schema: JSONSchemaProps, declared: DeclaredType | undefined, path: string, value: unknown, old: unknown, place: Place, isRoot: boolean): void {
    if (value === null || value === undefined || this.isSpent) return;
    this.rules(schema, declared, path, value, old, place, isRoot);
    if (this.isSpent) return;
    for (const part of schema.allOf ?? []) this.visit({ ...schema, ...part, allOf: part.allOf, 'x-kubernetes-validations': part['x-kubernetes-validations'] }, declared, path, value, old, { current: undefined, nearest: place.nearest }, isRoot);
    if (Array.isArray(value)) this.list(schema, declared, path, value, old, place);
    else if (isObject(value)) this.map(schema, declared, path, value as Json, old, place);
  }

  private list(schema: JSONSchemaProps, declared: DeclaredType | undefined, path: string, values: readonly unknown[], old: unknown, place: Place): void {
    if (!isObject(schema.items)) return;
    const items = schema.items as JSONSchemaProps;
    values.forEach((value, index) => {
      const inner: Place = place.current === undefined ? place : { current: place.current.item(index), nearest: place.current };
      this.visit(items, declared?.element, `${path}[${index}]`, value, oldElement(value, old, schema), inner, items['x-kubernetes-embedded-resource'] === true);
    });
  }

  private map(schema: JSONSchemaProps, declared: DeclaredType | undefined, path: string, value: Json, old: unknown, place: Place): void {
    const correlatable = [undefined, 'granular', 'atomic'].includes(schema['x-kubernetes-map-type']);
    const before = correlatable && isObject(old) ? (old as Json) : {};
    // Upstream walks fields in no order; here they are in that of the alphabet.
    for (const key of Object.keys(value).sort()) {
      const property = schema.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
      const isValue = property === undefined && schema.properties === undefined && isObject(schema.additionalProperties);
      const inner = property ?? (isValue ? (schema.additionalProperties as JSONSchemaProps) : undefined);
      if (inner === undefined) continue;
      const type = isValue ? declared?.element : this.fieldType(declared, key, inner);
      const at = isValue ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      this.visit(inner, type, at, value[key], before[key], placeOfKey(place, key), inner['x-kubernetes-embedded-resource'] === true);
    }
  }

  private fieldType(declared: DeclaredType | undefined, key: string, schema: JSONSchemaProps): DeclaredType | undefined {
    const escaped = escapeName(key);
    return escaped === undefined ? declaredType(schema, false) : declared?.fields?.get(escaped);
  }

  private rules(schema: JSONSchemaProps, declared: DeclaredType | undefined, path: string, value: unknown, old: unknown, place: Place, isRoot: boolean): void {
    if ((schema['x-kubernetes-validations'] ?? []).length === 0) return;
    const at = path === '' ? '<nil>' : path;
    if (declared === undefined) {
      this.errors.push(invalid(at, schema.type ?? '', 'rule compiler initialization error: failed to convert to declType for CEL validation rules'));
      return;
    }
    if (this.budget <= 0) {
      this.errors.push(invalid(at, schema.type ?? '', OUT_OF_BUDGET));
      this.budget = -1;
      return;
    }
    const full = isRoot ? withObjectMeta(schema) : schema;
    const self = schemaValue(value, full);
    const oldSelf = old === null || old === undefined ? undefined : schemaValue(old, full);
    for (const compiled of compileRules(schema, declared)) {
      if (!this.rule(compiled, path, at, value, self, oldSelf, schema.type ?? '', place)) return;
    }
  }

  /** Runs one rule; false when nothing further may run. */
  private rule(compiled: CompiledRule, path: string, at: string, value: unknown, self: Value, oldSelf: Value | undefined, type: string, place: Place): boolean {
    const { rule, run } = compiled;
    const fail = (detail: string): void => void this.errors.push(invalid(at, type, detail));
    if (compiled.error !== undefined) fail(`rule compile error: ${compiled.error}`);
    if (run === undefined) return true;
    const optional = rule.optionalOldSelf === true;
    if (compiled.usesOldSelf && oldSelf === undefined && !optional) return true;
    const before = optional ? (oldSelf === undefined ? NONE : new Optional(oldSelf)) : oldSelf;
    const activation = (name: string): Value | undefined => (name === 'self' ? self : name === 'oldSelf' ? before : undefined);
    const { value: result, cost } = run(activation);
    if (!this.spend(cost)) {
      fail(OUT_OF_BUDGET);
      return false;
    }
    if (isError(result)) return this.failed(result, fail, rule);
    if (result === true) return true;
    const message = this.message(compiled, activation);
    if (this.isSpent) {
      fail(message ?? OUT_OF_BUDGET);
      return false;
    }
    const detail = message ?? ((rule.message ?? '') === '' ? `failed rule: ${ruleText(rule)}` : ruleText(rule));
    const errorPath = compiled.fieldPath === '' ? at : path === '' ? compiled.fieldPath : `${path}.${compiled.fieldPath}`;
    const error = errorFor(rule, errorPath, value, detail, type);
    (!compiled.usesOldSelf && isRatcheted(place) ? this.warnings : this.errors).push(error);
    return true;
  }

  private failed({ message }: CelError, fail: (detail: string) => void, rule: ValidationRule): boolean {
    if (message.startsWith('no such overload')) fail(`'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${ruleText(rule)}`);
    else if (message.startsWith('operation cancelled: actual cost limit exceeded')) {
      fail(`'${message}': no further validation rules will be run due to call cost exceeds limit for rule: ${ruleText(rule)}`);
      this.budget = -1;
      return false;
    } else fail(`${message} evaluating rule: ${ruleText(rule)}`);
    return true;
  }

  /** The text of messageExpression; undefined where it has none that can be shown. */
  private message({ message }: CompiledRule, activation: (name: string) => Value | undefined): string | undefined {
    if (message?.run === undefined) return undefined;
    const { value, cost } = message.run(activation);
    if (!this.spend(cost)) return 'messageExpression evaluation failed due to running out of cost budget, no further validation rules will be run';
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' || text.includes('\n') || byteLength(text) > LONGEST_MESSAGE ? undefined : text;
  }
}

function placeOfKey(place: Place, key: string): Place {
  const { current, nearest } = place;
  if (current === undefined) return place;
  // The version and the kind of the whole object are not compared.
  if (nearest === undefined && (key === 'apiVersion' || key === 'kind')) return { current: undefined, nearest: undefined };
  return { current: current.member(key), nearest: current };
}

/** fieldErrorForReason; the value of objects and lists is left out. */
function errorFor({ reason }: ValidationRule, path: string, value: unknown, detail: string, type: string): FieldError {
  const isWhole = type === 'object' || type === 'array';
  switch (reason) {
    case 'FieldValueForbidden':
      return forbidden(path, detail);
    case 'FieldValueRequired':
      return required(path, detail);
    case 'FieldValueDuplicate':
      return isWhole ? { type: 'duplicate', path, detail: '' } : duplicate(path, value);
    default:
      return isWhole ? { type: 'invalid', path, detail } : invalid(path, value, detail);
  }
}

export interface RuleResult {
  readonly errors: readonly FieldError[];
  /** Errors that were there before the update in what it did not change. */
  readonly warnings: readonly FieldError[];
}

/** Runs the rules of a schema on an object; with `old`, as an update. */
export function ruleObjectErrors(schema: JSONSchemaProps, object: Json, old?: Json): RuleResult {
  const checker = new Checker(RUNTIME_COST_BUDGET);
  const current = old === undefined ? undefined : new Correlated(object, old, schema);
  checker.visit(schema, declaredType(schema, true), '', object, old, { current, nearest: undefined }, true);
  return { errors: checker.errors, warnings: checker.warnings };
}

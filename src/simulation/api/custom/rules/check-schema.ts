import { forbidden, invalid, notSupported, required, type FieldError } from '../../field-errors';
import { declaredType, type DeclaredType } from '../../cel/schema-types';
import { escapeName } from '../../cel/escape';
import type { JSONSchemaProps, ValidationRule } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';
import { compileRules, type CompiledRule } from './compile';
import { rulePath } from './field-path';

/** What the API server says of the rules in a CustomResourceDefinition (apiextensions-apiserver apis/apiextensions/validation: x-kubernetes-validations and their estimated costs). */

const RULE_COST_LIMIT = 10_000_000n;
const TOTAL_COST_LIMIT = 100_000_000n;
const MAX_COST = 2n ** 64n - 1n;
const REASONS = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];
const BREAK = /[\n\r]/;
const cap = (value: bigint): bigint => (value > MAX_COST ? MAX_COST : value);

interface Context {
  /** How often values of the schema can stand in one object; undefined where nothing bounds it. */
  readonly cardinality: bigint | undefined;
  readonly declared: DeclaredType | undefined;
  /** Whether this or a schema around it has rules: only there types are made. */
  readonly withinRules: boolean;
  /** The list or map in whose parts an old value cannot be found. */
  readonly uncorrelatable: string | undefined;
}

interface Costs {
  total: bigint;
  readonly expensive: { readonly path: string; readonly cost: bigint }[];
}

/** What else is wrong with a schema, by the places where it is. */
type Wrong = readonly FieldError[];

const isWithin = (place: string, path: string): boolean => place.startsWith(path) && ['', '.', '['].includes(place.charAt(path.length));

function costMessage(what: string, cost: bigint, limit: bigint): string {
  const factor = Number(cost) / Number(limit);
  // Close to the budget one digit would say "1.0x".
  const by = factor > 100 ? 'more than 100x' : `${factor.toFixed(factor < 1.5 ? 6 : 1)}x`;
  const advice = 'try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared';
  return `${what} exceeds budget by factor of ${by} (${advice})`;
}

/** A rule as Go prints its internal type in JSON. */
function printRule({ rule, message = '', messageExpression = '', reason, fieldPath = '', optionalOldSelf }: ValidationRule): string {
  const printed = { Rule: rule, Message: message, MessageExpression: messageExpression, Reason: reason ?? null, FieldPath: fieldPath, OptionalOldSelf: optionalOldSelf ?? null };
  return JSON.stringify(printed).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const invalidRule = (path: string, rule: ValidationRule, detail: string): FieldError => ({ type: 'invalid', path, value: printRule(rule), detail });

/** What is wrong with a rule whatever its expressions are. */
function shapeErrors(schema: JSONSchemaProps, path: string): FieldError[] {
  return (schema['x-kubernetes-validations'] ?? []).flatMap((rule, index) => {
    const at = `${path}.x-kubernetes-validations[${index}]`;
    const { rule: expression = '', message = '', messageExpression = '', fieldPath = '', reason } = rule as Partial<ValidationRule>;
    const errors: FieldError[] = [];
    if (expression.trim() === '') errors.push(required(`${at}.rule`, 'rule is not specified'));
    else if (message !== '' && message.trim() === '') errors.push(invalid(`${at}.message`, message, 'must be non-empty if specified'));
    else if (BREAK.test(message.trim())) errors.push(invalid(`${at}.message`, message, 'must not contain line breaks'));
    else if (BREAK.test(expression.trim()) && message.trim() === '') errors.push(required(`${at}.message`, 'message must be specified if rule contains line breaks'));
    if (messageExpression !== '' && messageExpression.trim() === '') errors.push(required(`${at}.messageExpression`, 'messageExpression must be non-empty if specified'));
    if (reason !== undefined && !REASONS.includes(reason)) errors.push(notSupported(`${at}.reason`, reason, REASONS));
    if (fieldPath !== '' && fieldPath.trim() === '') errors.push(invalid(`${at}.fieldPath`, fieldPath, 'must be non-empty if specified'));
    if (BREAK.test(fieldPath)) errors.push(invalid(`${at}.fieldPath`, fieldPath, 'must not contain line breaks'));
    if (fieldPath !== '' && !rulePath(fieldPath, schema).ok) errors.push(invalid(`${at}.fieldPath`, fieldPath, 'must be a valid path'));
    return errors;
  });
}

/** getExpressionCost: the cost of one run times how often it can run. */
function costOf({ maxCost, maxCardinality }: CompiledRule, { cardinality }: Context): bigint {
  return cap(maxCost * (cardinality ?? maxCardinality));
}

function observe(costs: Costs, path: string, cost: bigint): void {
  costs.total = cap(costs.total + cost);
  if (cost < TOTAL_COST_LIMIT / 100n) return;
  costs.expensive.push({ path, cost });
  costs.expensive.sort((a, b) => (a.cost > b.cost ? -1 : a.cost < b.cost ? 1 : 0));
  costs.expensive.length = Math.min(costs.expensive.length, 4);
}

function ruleErrors(schema: JSONSchemaProps, path: string, context: Context, costs: Costs): FieldError[] {
  if (context.declared === undefined) return [];
  return compileRules(schema, context.declared).flatMap((compiled, index) => {
    const at = `${path}.x-kubernetes-validations[${index}]`;
    const { rule, message } = compiled;
    const errors: FieldError[] = [];
    const cost = costOf(compiled, context);
    if (cost > RULE_COST_LIMIT) errors.push(forbidden(`${at}.rule`, costMessage('estimated rule cost', cost, RULE_COST_LIMIT)));
    observe(costs, `${at}.rule`, cost);
    if (compiled.error !== undefined) errors.push(invalidRule(`${at}.rule`, rule, compiled.error));
    if (message?.error !== undefined) errors.push(invalidRule(`${at}.messageExpression`, rule, message.error));
    else if (message !== undefined) {
      if (message.maxCost > RULE_COST_LIMIT) errors.push(forbidden(`${at}.messageExpression`, costMessage('estimated messageExpression cost', message.maxCost, RULE_COST_LIMIT)));
      observe(costs, `${at}.messageExpression`, message.maxCost);
    }
    if (compiled.usesOldSelf) {
      if (context.uncorrelatable !== undefined) errors.push(invalid(`${at}.rule`, rule.rule, `oldSelf cannot be used on the uncorrelatable portion of the schema within ${context.uncorrelatable}`));
    } else if (rule.optionalOldSelf !== undefined) errors.push(invalid(`${at}.optionalOldSelf`, rule.optionalOldSelf, 'may not be set if oldSelf is not used in rule'));
    return errors;
  });
}

/** How many values one value of the schema holds (extractMaxElements). */
function elements(schema: JSONSchemaProps): bigint | undefined {
  const bound = schema.type === 'array' ? schema.maxItems : schema.type === 'object' && schema.additionalProperties !== undefined ? schema.maxProperties : 1;
  return bound === undefined ? undefined : BigInt(Math.max(0, bound));
}

interface Part {
  readonly schema: JSONSchemaProps;
  readonly path: string;
  readonly declared: DeclaredType | undefined;
  readonly correlatable: boolean;
}

function partsOf(schema: JSONSchemaProps, path: string, declared: DeclaredType | undefined): Part[] {
  const parts: Part[] = [];
  const mapIsCorrelatable = [undefined, 'granular', 'atomic'].includes(schema['x-kubernetes-map-type']);
  if (isObject(schema.additionalProperties)) parts.push({ schema: schema.additionalProperties as JSONSchemaProps, path: `${path}.additionalProperties`, declared: declared?.element, correlatable: mapIsCorrelatable });
  for (const [name, inner] of Object.entries(schema.properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const escaped = escapeName(name);
    parts.push({ schema: inner, path: `${path}.properties[${name}]`, declared: escaped === undefined ? undefined : declared?.fields?.get(escaped), correlatable: mapIsCorrelatable });
  }
  if (isObject(schema.items)) parts.push({ schema: schema.items as JSONSchemaProps, path: `${path}.items`, declared: declared?.element, correlatable: schema['x-kubernetes-list-type'] === 'map' });
  return parts;
}

interface Found {
  readonly shape: readonly FieldError[];
  readonly rules: readonly FieldError[];
}

function visit(schema: JSONSchemaProps, path: string, context: Context, isRoot: boolean, costs: Costs, wrong: Wrong): Found {
  const hasRules = (schema['x-kubernetes-validations'] ?? []).length > 0;
  const withinRules = context.withinRules || hasRules;
  const declared = withinRules ? (context.declared ?? declaredType(schema, isRoot || schema['x-kubernetes-embedded-resource'] === true)) : undefined;
  const own: Context = { ...context, withinRules, declared };
  const held = elements(schema);
  const parts = partsOf(schema, path, declared).map((part) =>
    visit(
      part.schema,
      part.path,
      {
        cardinality: context.cardinality === undefined || held === undefined ? undefined : cap(context.cardinality * held),
        declared: part.declared,
        withinRules,
        uncorrelatable: context.uncorrelatable ?? (part.correlatable ? undefined : path),
      },
      false,
      costs,
      wrong,
    ),
  );
  const shape = [...parts.flatMap((part) => part.shape), ...shapeErrors(schema, path)];
  // Expressions are looked at only where all else is right, here and below.
  const isSound = shape.length === 0 && !wrong.some((error) => isWithin(error.path, path));
  return { shape, rules: [...parts.flatMap((part) => part.rules), ...(isSound ? ruleErrors(schema, path, own, costs) : [])] };
}

/** The errors of the rules in a schema, `path` being that of the schema: of their form, of their expressions, of their costs. `wrong`: the errors that the schema has without them (ValidateCustomResourceDefinitionOpenAPISchema: SchemaErrors). */
export function ruleSchemaErrors(schema: JSONSchemaProps, path: string, wrong: Wrong = []): readonly FieldError[] {
  const costs: Costs = { total: 0n, expensive: [] };
  const { shape, rules } = visit(schema, path, { cardinality: 1n, declared: undefined, withinRules: false, uncorrelatable: undefined }, true, costs, wrong);
  const errors = [...shape, ...rules];
  if (costs.total > TOTAL_COST_LIMIT) {
    for (const { path: at } of costs.expensive) errors.push(forbidden(at, 'contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema'));
    errors.push(forbidden(path, costMessage('x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema', costs.total, TOTAL_COST_LIMIT)));
  }
  return errors;
}


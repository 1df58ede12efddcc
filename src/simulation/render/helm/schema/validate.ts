/** Holds values against a JSON schema (github.com/santhosh-tekuri/jsonschema v6 validator.go): drafts 4 to 2020-12, references within the schema. */
import { compileRegexp, regexpMatches } from '../../../base/go/regexp';
import type { Regexp } from '../../../base/go/regexp';
import { listed, printedCount, printedNumber, single } from './words';
import type { Failure } from './words';

export type JsonData = null | boolean | number | string | readonly JsonData[] | { readonly [key: string]: JsonData };
type Schema = { readonly [key: string]: JsonData };

/** A schema that cannot be used, in the validator's words. */
export class SchemaError extends Error {}

const isObject = (value: JsonData | undefined): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: JsonData | undefined): value is readonly JsonData[] => Array.isArray(value);
const own = (schema: Schema, key: string): JsonData | undefined => (Object.hasOwn(schema, key) ? schema[key] : undefined);
const isSchema = (value: JsonData | undefined): value is boolean | Schema => typeof value === 'boolean' || isObject(value);

const TYPES = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'];
const typeOf = (value: JsonData): string => (value === null ? 'null' : isList(value) ? 'array' : typeof value);

function equals(a: JsonData, b: JsonData): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => equals(item, b[index]!));
  if (isObject(a)) return isObject(b) && Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => Object.hasOwn(b, key) && equals(a[key]!, b[key]!));
  return a === b;
}

const display = (value: JsonData): string => (typeof value === 'string' ? single(value) : typeof value === 'object' && value !== null ? 'value' : value === null ? '<nil>' : String(value));
const isPrimitive = (value: JsonData): boolean => typeof value !== 'object' || value === null;

/** A number as a whole number times a power of ten. */
function decimal(value: number): { digits: bigint; exponent: number } {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function isMultiple(value: number, of: number): boolean {
  const [a, b] = [decimal(value), decimal(of)];
  const exponent = Math.min(a.exponent, b.exponent);
  const [x, y] = [a.digits * 10n ** BigInt(a.exponent - exponent), b.digits * 10n ** BigInt(b.exponent - exponent)];
  return y !== 0n && x % y === 0n;
}

function pattern(text: string): Regexp {
  const compiled = compileRegexp(text);
  if (!compiled.ok) throw new SchemaError(`invalid regex ${single(text)}: ${compiled.error}`);
  return compiled.regexp;
}

const draftOf = (root: JsonData): number => {
  const named = isObject(root) ? own(root, '$schema') : undefined;
  const match = typeof named === 'string' ? /draft(?:-0?(\d)|\/(20\d\d))/.exec(named) : null;
  return match === null ? 2020 : Number(match[1] ?? match[2]);
};

/** How deep schemas may stand inside one another for one value. */
const MOST_NESTED = 200;

class Validator {
  private readonly draft: number;
  private depth = 0;

  constructor(private readonly root: JsonData) {
    this.draft = draftOf(root);
  }

  private fail(at: readonly string[], what: string, causes: readonly Failure[] = []): Failure {
    return { at, what, causes };
  }

  validate(value: JsonData, schema: boolean | Schema, at: readonly string[], active: readonly Schema[]): readonly Failure[] {
    if (typeof schema === 'boolean') return schema ? [] : [this.fail(at, 'false schema')];
    if (active.includes(schema)) return [this.fail(at, 'reference cycle')];
    this.depth += 1;
    if (this.depth > MOST_NESTED) throw new SchemaError(`schemas stand more than ${MOST_NESTED} deep inside one another`);
    const failures = this.keywords(value, schema, at, [...active, schema]);
    this.depth -= 1;
    return failures;
  }

  private keywords(value: JsonData, schema: Schema, at: readonly string[], active: readonly Schema[]): readonly Failure[] {
    const first = this.alone(value, schema, at);
    if (first !== undefined) return [first];
    const failures: Failure[] = [];
    const reference = own(schema, '$ref');
    if (typeof reference === 'string') {
      failures.push(...this.reference(value, reference, at, active));
      if (this.draft < 2019) return failures;
    }
    if (isObject(value)) failures.push(...this.object(value, schema, at, active));
    else if (isList(value)) failures.push(...this.list(value, schema, at));
    else if (typeof value === 'string') failures.push(...this.text(value, schema, at));
    else if (typeof value === 'number') failures.push(...this.number(value, schema, at));
    return [...failures, ...this.conditions(value, schema, at, active)];
  }

  /** What ends the matter: type, const, enum. */
  private alone(value: JsonData, schema: Schema, at: readonly string[]): Failure | undefined {
    const type = own(schema, 'type');
    const types = typeof type === 'string' ? [type] : isList(type) ? type : [];
    const got = typeOf(value);
    if (types.length > 0 && !types.includes(got) && !(types.includes('integer') && Number.isInteger(value))) {
      return this.fail(at, `got ${got}, want ${TYPES.filter((name) => types.includes(name)).join(' or ')}`);
    }
    const constant = own(schema, 'const');
    if (constant !== undefined && this.draft >= 6 && !equals(value, constant)) return this.fail(at, isPrimitive(constant) ? `value must be ${display(constant)}` : "'const' failed");
    const choices = own(schema, 'enum');
    if (isList(choices) && !choices.some((one) => equals(value, one))) {
      if (!choices.every(isPrimitive)) return this.fail(at, "'enum' failed");
      return this.fail(at, choices.length === 1 ? `value must be ${display(choices[0]!)}` : `value must be one of ${choices.map(display).join(', ')}`);
    }
    return undefined;
  }

  private reference(value: JsonData, reference: string, at: readonly string[], active: readonly Schema[]): readonly Failure[] {
    const target = this.resolve(reference);
    const causes = this.validate(value, target, at, active);
    return causes.length === 0 ? [] : [{ at, what: 'validation failed', causes, isReference: true }];
  }

  private resolve(reference: string): boolean | Schema {
    const fragment = reference.startsWith('#') ? decodeURIComponent(reference.slice(1)) : undefined;
    const found = fragment === undefined ? this.named(this.root, '$id', reference) : fragment === '' ? this.root : fragment.startsWith('/') ? this.pointed(fragment) : (this.named(this.root, '$anchor', fragment) ?? this.named(this.root, '$dynamicAnchor', fragment));
    if (!isSchema(found)) throw new SchemaError(fragment === undefined ? `failing loading ${JSON.stringify(reference)}: this simulation loads no schemas` : `jsonpointer in "file:///values.schema.json${reference}" not found`);
    return found;
  }

  private pointed(pointer: string): JsonData | undefined {
    let here: JsonData | undefined = this.root;
    for (const token of pointer.slice(1).split('/')) {
      const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
      here = isObject(here) ? own(here, key) : isList(here) ? here[Number(key)] : undefined;
    }
    return here;
  }

  private named(node: JsonData, keyword: string, name: string): JsonData | undefined {
    if (isList(node)) return node.map((item) => this.named(item, keyword, name)).find((found) => found !== undefined);
    if (!isObject(node)) return undefined;
    if (own(node, keyword) === name) return node;
    return this.named(Object.values(node), keyword, name);
  }

  private object(value: Schema, schema: Schema, at: readonly string[], active: readonly Schema[]): readonly Failure[] {
    const failures: Failure[] = [];
    const count = Object.keys(value).length;
    const [least, most, required] = [own(schema, 'minProperties'), own(schema, 'maxProperties'), own(schema, 'required')];
    if (typeof least === 'number' && count < least) failures.push(this.fail(at, `minProperties: got ${printedCount(count)}, want ${printedCount(least)}`));
    if (typeof most === 'number' && count > most) failures.push(this.fail(at, `maxProperties: got ${printedCount(count)}, want ${printedCount(most)}`));
    const missing = this.missing(value, required);
    if (missing.length > 0) failures.push(this.fail(at, `missing ${missing.length === 1 ? 'property' : 'properties'} ${listed(missing)}`));
    failures.push(...this.dependencies(value, schema, 'dependencies', at, active), ...this.properties(value, schema, at));
    const names = own(schema, 'propertyNames');
    if (isSchema(names) && this.draft >= 6) {
      for (const name of Object.keys(value).sort()) {
        const causes = this.validate(name, names, [], []);
        if (causes.length > 0) failures.push(this.fail([], `invalid propertyName ${single(name)}`, causes));
      }
    }
    return this.draft >= 2019 ? [...failures, ...this.dependencies(value, schema, 'dependentSchemas', at, active), ...this.dependencies(value, schema, 'dependentRequired', at, active)] : failures;
  }

  private missing(value: Schema, required: JsonData | undefined): string[] {
    return isList(required) ? required.filter((name): name is string => typeof name === 'string' && !Object.hasOwn(value, name)) : [];
  }

  private dependencies(value: Schema, schema: Schema, keyword: string, at: readonly string[], active: readonly Schema[]): readonly Failure[] {
    const table = own(schema, keyword);
    if (!isObject(table)) return [];
    return Object.keys(table).sort().filter((name) => Object.hasOwn(value, name)).flatMap((name) => {
      const wanted = table[name]!;
      if (isSchema(wanted)) return this.validate(value, wanted, at, active);
      const missing = this.missing(value, wanted);
      return missing.length === 0 ? [] : [this.fail(at, `properties ${listed(missing)} required, if ${single(name)} exists`)];
    });
  }

  private properties(value: Schema, schema: Schema, at: readonly string[]): readonly Failure[] {
    const known = own(schema, 'properties');
    const patterns = own(schema, 'patternProperties');
    const additional = own(schema, 'additionalProperties');
    const failures: Failure[] = [];
    const extra: string[] = [];
    for (const name of Object.keys(value).sort()) {
      const place = [...at, name];
      const schemas = [
        ...(isObject(known) && isSchema(own(known, name)) ? [own(known, name) as boolean | Schema] : []),
        ...(isObject(patterns) ? Object.keys(patterns).filter((one) => regexpMatches(pattern(one), name)).map((one) => patterns[one] as boolean | Schema) : []),
      ];
      for (const one of schemas) failures.push(...this.group(this.validate(value[name]!, one, place, []), place));
      if (schemas.length > 0 || additional === undefined) continue;
      if (additional === false) extra.push(name);
      else if (isObject(additional)) failures.push(...this.group(this.validate(value[name]!, additional, place, []), place));
    }
    return extra.length === 0 ? failures : [...failures, this.fail(at, `additional properties ${listed(extra)} not allowed`)];
  }

  /** Several failures of one value stand below a line of their own. */
  private group(failures: readonly Failure[], at: readonly string[]): readonly Failure[] {
    return failures.length > 1 ? [{ at, what: undefined, causes: failures }] : failures;
  }

  private list(value: readonly JsonData[], schema: Schema, at: readonly string[]): readonly Failure[] {
    const failures: Failure[] = [];
    const item = (one: boolean | Schema, index: number): readonly Failure[] => this.group(this.validate(value[index]!, one, [...at, String(index)], []), [...at, String(index)]);
    const [least, most] = [own(schema, 'minItems'), own(schema, 'maxItems')];
    if (typeof least === 'number' && value.length < least) failures.push(this.fail(at, `minItems: got ${printedCount(value.length)}, want ${printedCount(least)}`));
    if (typeof most === 'number' && value.length > most) failures.push(this.fail(at, `maxItems: got ${printedCount(value.length)}, want ${printedCount(most)}`));
    if (own(schema, 'uniqueItems') === true) failures.push(...this.duplicates(value, at));
    const items = own(schema, 'items');
    const prefix = this.draft >= 2020 ? own(schema, 'prefixItems') : items;
    const head = isList(prefix) ? prefix.slice(0, value.length) : [];
    head.forEach((one, index) => { if (isSchema(one)) failures.push(...item(one, index)); });
    const rest = isList(items) ? (this.draft >= 2020 ? undefined : own(schema, 'additionalItems')) : items;
    if (rest === false && isList(items) && value.length > head.length) failures.push(this.fail(at, `last ${value.length - head.length} additionalItem(s) not allowed`));
    else if (isSchema(rest)) for (let index = head.length; index < value.length; index += 1) failures.push(...item(rest, index));
    const contained = own(schema, 'contains');
    if (isSchema(contained)) failures.push(...this.contains(value, schema, contained, at));
    return failures;
  }

  private duplicates(value: readonly JsonData[], at: readonly string[]): readonly Failure[] {
    for (let i = 1; i < value.length; i += 1) {
      const j = value.findIndex((item) => equals(item, value[i]!));
      if (j < i) return [this.fail(at, `items at ${j} and ${i} are equal`)];
    }
    return [];
  }

  private contains(value: readonly JsonData[], schema: Schema, contained: boolean | Schema, at: readonly string[]): readonly Failure[] {
    const results = value.map((item, index) => this.validate(item, contained, [...at, String(index)], []));
    const matched = results.flatMap((failures, index) => (failures.length === 0 ? [index] : []));
    const causes = results.flat();
    const [least, most] = [own(schema, 'minContains'), own(schema, 'maxContains')];
    const failures: Failure[] = [];
    const places = `matched ${matched.length} items at ${matched.join(' ')}`;
    if (typeof least === 'number') {
      if (matched.length < least) failures.push(this.fail(at, `min ${least} items required to match contains schema, but ${matched.length === 0 ? 'none matched' : places}`, causes));
    } else if (matched.length === 0) failures.push(this.fail(at, 'no items match contains schema', causes));
    if (typeof most === 'number' && matched.length > most) failures.push(this.fail(at, `max ${most} items required to match contains schema, but ${places}`));
    return failures;
  }

  private text(value: string, schema: Schema, at: readonly string[]): readonly Failure[] {
    const failures: Failure[] = [];
    const length = Array.from(value).length;
    const [least, most, form] = [own(schema, 'minLength'), own(schema, 'maxLength'), own(schema, 'pattern')];
    if (typeof least === 'number' && length < least) failures.push(this.fail(at, `minLength: got ${printedCount(length)}, want ${printedCount(least)}`));
    if (typeof most === 'number' && length > most) failures.push(this.fail(at, `maxLength: got ${printedCount(length)}, want ${printedCount(most)}`));
    if (typeof form === 'string' && !regexpMatches(pattern(form), value)) failures.push(this.fail(at, `${single(value)} does not match pattern ${single(form)}`));
    return failures;
  }

  private number(value: number, schema: Schema, at: readonly string[]): readonly Failure[] {
    const failures: Failure[] = [];
    const limit = (keyword: string, holds: (bound: number) => boolean): void => {
      const bound = own(schema, keyword);
      if (typeof bound === 'number' && !holds(bound)) failures.push(this.fail(at, `${keyword}: got ${printedNumber(value)}, want ${printedNumber(bound)}`));
    };
    const open = (side: 'Minimum' | 'Maximum'): boolean => own(schema, `exclusive${side}`) === true;
    limit('minimum', (bound) => (open('Minimum') ? value > bound : value >= bound));
    limit('maximum', (bound) => (open('Maximum') ? value < bound : value <= bound));
    limit('exclusiveMinimum', (bound) => value > bound);
    limit('exclusiveMaximum', (bound) => value < bound);
    limit('multipleOf', (of) => isMultiple(value, of));
    return failures;
  }

  private conditions(value: JsonData, schema: Schema, at: readonly string[], active: readonly Schema[]): readonly Failure[] {
    const failures: Failure[] = [];
    const schemas = (keyword: string): readonly (boolean | Schema)[] => { const list = own(schema, keyword); return isList(list) ? list.filter(isSchema) : []; };
    const check = (one: boolean | Schema): readonly Failure[] => this.group(this.validate(value, one, at, active), at);
    const not = own(schema, 'not');
    if (isSchema(not) && check(not).length === 0) failures.push(this.fail(at, "'not' failed"));
    const all = schemas('allOf').flatMap(check);
    if (all.length > 0) failures.push(this.fail(at, "'allOf' failed", all));
    const any = schemas('anyOf').map(check);
    if (any.length > 0 && any.every((one) => one.length > 0)) failures.push(this.fail(at, "'anyOf' failed", any.flat()));
    const one = schemas('oneOf').map(check);
    const matched = one.flatMap((found, index) => (found.length === 0 ? [index] : []));
    if (one.length > 0 && matched.length === 0) failures.push(this.fail(at, "'oneOf' failed, none matched", one.flat()));
    if (matched.length > 1) failures.push(this.fail(at, `'oneOf' failed, subschemas ${matched[0]}, ${matched[1]} matched`));
    const condition = own(schema, 'if');
    if (isSchema(condition) && this.draft >= 7) {
      const branch = own(schema, check(condition).length === 0 ? 'then' : 'else');
      if (isSchema(branch)) failures.push(...check(branch));
    }
    return failures;
  }
}

/** What is wrong with a value; nothing if it is as the schema wants it. Throws a SchemaError for a schema that cannot be used. */
export const validateJson = (value: JsonData, schema: JsonData): readonly Failure[] => (isSchema(schema) ? new Validator(schema).validate(value, schema, [], []) : []);

import { goJson } from '../../../base/go/json';
import { quote } from '../../../base/go/quote';
import { compileRegexp, regexpMatches } from '../../../base/go/regexp';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';
import type { JsonObject } from '../../schema/walk';
import type { Correlated } from '../correlated';
import { hasFormat, knownFormat } from './formats';
import { isWhole, validateNumber } from './numbers';
import { printed } from './printed';
import { general, Result, wrongValue } from './result';

/** The types that a value may have: what may be a number or a text has two. */
const typesOf = ({ type = '', 'x-kubernetes-int-or-string': intOrString }: JSONSchemaProps, asWritten: boolean): readonly string[] =>
  intOrString === true && !asWritten ? ['integer', 'string'] : type === '' ? [] : [type];

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

const wrongType = (path: string, type: string, found: string): Result => new Result().add({ ...wrongValue(path, found, `must be of type ${type}: ${quote(found)}`), code: 'type' });

/** typeValidator. */
function validateType(schema: JSONSchemaProps, types: readonly string[], format: string, value: unknown, path: string): Result {
  if (value === null) {
    if (types.length > 0 && !types.includes('null') && schema.nullable !== true) return wrongType(path, types.join(','), 'null');
    return counted(new Result());
  }
  const type = typeOf(value);
  const numeric = types.includes('number') || types.includes('integer');
  const right = types.includes(type) || (type === 'number' && types.includes('integer') && isWhole(value as number)) || (type === 'integer' && types.includes('number'));
  const ownFormat = type === 'integer' ? 'int64' : type === 'number' ? 'float64' : '';
  const text = type === 'string' || type === 'array';
  if (!text && format !== '' && !right && ownFormat !== format) return wrongType(path, format, ownFormat);
  if (!numeric && format !== '' && text) return counted(new Result());
  return right ? counted(new Result()) : wrongType(path, types.join(','), type);
}

function counted(result: Result): Result {
  result.matches += 1;
  return result;
}

/** stringValidator: the first thing that is wrong. */
function validateText({ maxLength, minLength, pattern = '' }: JSONSchemaProps, value: string, path: string): Result {
  const result = new Result();
  const { length } = Array.from(value);
  if (maxLength !== undefined && length > maxLength) return result.add({ ...wrongValue(path, value, `should be at most ${maxLength} chars long`), code: 'tooLong', limit: maxLength });
  if (minLength !== undefined && length < minLength) return result.add(wrongValue(path, value, `should be at least ${minLength} chars long`));
  if (pattern === '') return result;
  const compiled = compileRegexp(pattern);
  if (!compiled.ok) return result.add(wrongValue(path, value, `should match '${pattern}, but pattern is invalid: ${compiled.error}'`));
  return regexpMatches(compiled.regexp, value) ? result : result.add(wrongValue(path, value, `should match '${pattern}'`));
}

function validateFormat(format: string, value: string, path: string): Result {
  return hasFormat(value, format) === false ? new Result().add({ ...wrongValue(path, value, `must be of type ${format}: ${quote(value)}`), code: 'type' }) : new Result();
}

/** basicCommonValidator. */
function validateEnum({ enum: choices = [] }: JSONSchemaProps, value: unknown, path: string): Result {
  const result = new Result();
  if (choices.length === 0 || choices.some((choice) => choice !== null && value !== null && goJson(printed(choice)) === goJson(printed(value)))) return result;
  return result.add({ ...wrongValue(path, value, `should be one of [${choices.map(plain).join(' ')}]`), code: 'enum', choices });
}

/** %v. */
const plain = (value: unknown): string => (typeof value === 'string' ? value : goJson(value));

interface Place {
  readonly path: string;
  /** What stood here before, for an update: what did not change may stay as wrong as it was. */
  readonly before?: Correlated | undefined;
  /** For defaults: the schema's type and format count as they are written (Structural.ToKubeOpenAPI). */
  readonly asWritten?: boolean;
}

/** schemaSliceValidator. */
function validateItems(schema: JSONSchemaProps, value: readonly unknown[], { path, before, asWritten = false }: Place): Result {
  const result = new Result();
  const { items, minItems, maxItems } = schema;
  if (isObject(items)) for (const [index, item] of value.entries()) result.merge(validateAt(items as JSONSchemaProps, item, { path: `${path}[${index}]`, before: before?.item(index), asWritten }));
  const { length } = value;
  if (minItems !== undefined && length < minItems) result.add(wrongValue(path, length, `should have at least ${minItems} items`));
  if (maxItems !== undefined && length > maxItems) result.add({ ...wrongValue(path, length, `should have at most ${maxItems} items`), code: 'maxItems', limit: maxItems });
  if (schema.uniqueItems === true && new Set(value.map((item) => goJson(printed(item)))).size < length) result.add({ code: 'other', name: path, message: `${path} in body shouldn't contain duplicates` });
  return counted(result);
}

/** objectValidator. */
function validateMembers(schema: JSONSchemaProps, value: JsonObject, { path, before, asWritten = false }: Place): Result {
  const result = new Result();
  const { properties = {}, additionalProperties, minProperties, maxProperties, required = [] } = schema;
  const names = Object.keys(value).sort();
  const { length } = names;
  if (minProperties !== undefined && length < minProperties) result.add(wrongValue(path, length, `should have at least ${minProperties} properties`));
  if (maxProperties !== undefined && length > maxProperties) result.add({ ...wrongValue(path, length, `should have at most ${maxProperties} properties`), code: 'maxProperties', limit: maxProperties });
  const others = names.filter((name) => !Object.hasOwn(properties, name));
  const beforeAt = (name: string): Correlated | undefined => (path === '' && (name === 'kind' || name === 'apiVersion') ? undefined : before?.member(name));
  if (additionalProperties === false) for (const name of others) result.add({ code: 'other', name: path, value: name, message: `${path}.${name} in body is a forbidden property` });
  else if (isObject(additionalProperties)) for (const name of others) result.merge(validateAt(additionalProperties as JSONSchemaProps, value[name], { path: `${path}.${name}`, before: beforeAt(name), asWritten }));
  for (const [name, member] of Object.entries(properties)) {
    if (Object.hasOwn(value, name)) result.merge(validateAt(member, value[name], { path: path === '' ? name : `${path}.${name}`, before: beforeAt(name), asWritten }));
  }
  for (const name of required) if (!Object.hasOwn(value, name)) result.add({ code: 'required', name: `${path}.${name}`, message: `${path}.${name} in body is required` });
  return result;
}

/** The one whose errors are told: that with the most checks passed. */
const best = (results: readonly Result[]): Result => results.reduce((most, one) => (one.matches > most.matches ? one : most));

/** schemaPropsValidator: anyOf, oneOf, allOf, not. */
function validateAlternatives({ anyOf = [], oneOf = [], allOf = [], not }: JSONSchemaProps, value: unknown, place: Place): Result {
  const result = new Result();
  const name = quote(place.path);
  const run = (schemas: readonly JSONSchemaProps[]): Result[] => schemas.map((schema) => validateNode(schema, value, place));
  if (anyOf.length > 0) {
    const results = run(anyOf);
    const passed = results.find(({ valid }) => valid);
    if (passed === undefined) result.add(general(`${name} must validate at least one schema (anyOf)`));
    result.merge(passed ?? best(results));
  }
  if (oneOf.length > 0) {
    const results = run(oneOf);
    const passed = results.filter(({ valid }) => valid);
    if (passed.length === 0) result.add(general(`${name} must validate one and only one schema (oneOf). Found none valid`)).merge(best(results));
    else if (passed.length > 1) result.add(general(`${name} must validate one and only one schema (oneOf). Found ${passed.length} valid alternatives`));
    else result.merge(passed[0] ?? new Result());
  }
  if (allOf.length > 0) {
    const results = run(allOf);
    for (const one of results) result.merge(one);
    const passed = results.filter(({ valid }) => valid).length;
    if (passed < results.length) result.add(general(`${name} must validate all the schemas (allOf)${passed === 0 ? '. None validated' : ''}`));
  }
  if (not !== undefined && validateNode(not, value, place).valid) result.add(general(`${name} must not validate the schema (not)`));
  return counted(result);
}

/** SchemaValidator.Validate. */
function validateNode(schema: JSONSchemaProps, value: unknown, place: Place): Result {
  const { path, asWritten = false } = place;
  const format = asWritten ? (schema.format ?? '') : knownFormat(schema);
  const types = typesOf(schema, asWritten);
  if (value === null) return validateType(schema, types, format, value, path).merge(validateEnum(schema, value, path));
  const result = new Result();
  const apply = (one: Result): void => {
    counted(result.merge(one));
  };
  if (types.length > 0 || format !== '') apply(validateType(schema, types, format, value, path));
  apply(validateAlternatives(schema, value, place));
  if (typeof value === 'string') apply(validateText(schema, value, path));
  if (typeof value === 'string' && hasFormat(value, format) !== undefined) apply(validateFormat(format, value, path));
  if (typeof value === 'number') apply(validateNumber(schema, types, value, path));
  if (Array.isArray(value)) apply(validateItems(schema, value, place));
  apply(validateEnum(schema, value, path));
  if (isObject(value)) apply(validateMembers(schema, value, place));
  return counted(result);
}

/** The same; of a value that an update left as it was, the errors are not told (RatchetingSchemaValidator). */
function validateAt(schema: JSONSchemaProps, value: unknown, place: Place): Result {
  const result = validateNode(schema, value, place);
  if (result.valid || place.before?.unchanged !== true) return result;
  const forgiven = new Result();
  forgiven.matches = result.matches;
  return forgiven;
}

/** What is wrong with a value by its schema (kube-openapi pkg/validation/validate). */
export const validateBySchema = (schema: JSONSchemaProps, value: unknown, before?: Correlated): Result => validateAt(schema, value, { path: '', before });

/** The same for a default in its own schema. */
export const validateDefault = (schema: JSONSchemaProps, value: unknown): Result => validateAt(schema, value, { path: '', asWritten: true });

import type { OpenApiSchema, OpenApiSchemas } from '../../api/openapi/types';
import { wrapWords } from '../../base/go/word-wrap';

/** How `kubectl explain` prints a schema (kubectl pkg/explain/v2/templates/plaintext.tmpl); each function is the template of its name. */

const indent = (amount: number, text: string): string => `${' '.repeat(amount)}${text.replaceAll('\n', `\n${' '.repeat(amount)}`)}`;

const resolve = (schema: OpenApiSchema, all: OpenApiSchemas): OpenApiSchema => (schema.$ref === undefined ? undefined : all[schema.$ref]) ?? schema;

/** additionalProperties, where it is a schema that says something. */
function valuesOf({ additionalProperties }: OpenApiSchema): OpenApiSchema | undefined {
  return typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0 ? additionalProperties : undefined;
}

const itemsOf = ({ items }: OpenApiSchema): OpenApiSchema | undefined => (items !== undefined && Object.keys(items).length > 0 ? items : undefined);

function typeGuess(schema: OpenApiSchema, all: OpenApiSchemas): string {
  const [items, values] = [itemsOf(schema), valuesOf(schema)];
  if (items !== undefined) return `[]${typeGuess(items, all)}`;
  if (values !== undefined) return `map[string]${typeGuess(values, all)}`;
  const { allOf = [], properties = {}, $ref } = schema;
  if (allOf.length === 1 && Object.keys(properties).length === 0) return typeGuess(allOf[0]!, all);
  if ($ref !== undefined) {
    const { type = '' } = all[$ref] ?? {};
    return type === '' || type === 'object' ? ($ref.split('.').at(-1) ?? 'Object') : type;
  }
  return schema.type === undefined || schema.type === '' || schema.type === 'object' ? 'Object' : schema.type;
}

const shownValue = (value: unknown): string => (value === '' ? '""' : String(value));

const longEnum = ({ enum: values = [] }: OpenApiSchema): string => (values.length === 0 ? '' : `ENUM:${values.map((value) => `\n    ${shownValue(value)}`).join('')}`);

const MOST_VALUES = 4;

function shortEnum({ enum: values = [] }: OpenApiSchema, indentAmount: number): string {
  if (values.length === 0) return '';
  return `\n${' '.repeat(indentAmount)}enum: ${values.slice(0, MOST_VALUES).map(shownValue).join(', ')}${values.length > MOST_VALUES ? ', ....' : ''}`;
}

function description(schema: OpenApiSchema, all: OpenApiSchemas): string {
  const one = resolve(schema, all);
  const own = one.description === undefined || one.description === '' ? '' : `${one.description}\n`;
  const [items, values] = [itemsOf(one), valuesOf(one)];
  const inner = [...(one.allOf ?? []), ...(items === undefined ? [] : [items]), ...(values === undefined ? [] : [values])];
  return own + inner.map((each) => description(each, all)).join('');
}

/** A link to somewhere else, `level` spaces in. */
function externalDocs({ externalDocs: docs }: OpenApiSchema, level: number, width: number): string {
  if (docs === undefined || Object.keys(docs).length === 0) return '';
  const { description: text = '', url = '' } = docs;
  const inner = level === 0 ? 4 : level + 2;
  return `\n${indent(level, 'EXTERNAL DOCS:')}\n${text === '' ? '' : `${indent(inner, wrapWords(text, width))}\n`}${url === '' ? '' : `${indent(inner, `URL: ${url}`)}\n`}`;
}

interface Listing {
  readonly all: OpenApiSchemas;
  readonly recursive: boolean;
}

const DESCRIPTION_WIDTH = 78;

function fieldDetail(schema: OpenApiSchema, name: string, level: number, { all, recursive }: Listing): string {
  const field = schema.properties?.[name] ?? {};
  const amount = level * 2;
  const head = `${indent(amount, name)}\t<${typeGuess(field, all)}>${schema.required?.includes(name) === true ? ' -required-' : ''}${shortEnum(field, amount)}\n`;
  if (recursive) return head;
  const text = field.description === undefined || field.description === '' ? '<no description>' : field.description;
  return `${head}${indent(amount + 2, wrapWords(text, DESCRIPTION_WIDTH - amount))}\n${externalDocs(field, amount + 2, DESCRIPTION_WIDTH - 2 - amount)}\n`;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function fieldList(schema: OpenApiSchema, level: number, listing: Listing, seen: ReadonlySet<string>): string {
  const reference = schema.$ref ?? '';
  if (reference !== '' && seen.has(reference)) return '';
  const history = new Set([...seen, reference]);
  const one = resolve(schema, listing.all);
  const [items, values] = [itemsOf(one), valuesOf(one)];
  const own = Object.entries(one.properties ?? {}).sort(byName).map(
    ([name, field]) => fieldDetail(one, name, level, listing) + (listing.recursive ? fieldList(field, level + 1, listing, history) : ''),
  );
  const inner = [...(one.allOf ?? []), ...(items === undefined ? [] : [items]), ...(values === undefined ? [] : [values])];
  return own.join('') + inner.map((each) => fieldList(each, level, listing, history)).join('');
}

const TEXT_WIDTH = 76;

/** Follows `path` from a schema and prints where it ends; empty where it leads nowhere. */
function output(schema: OpenApiSchema, path: readonly string[], listing: Listing, seen: ReadonlySet<string>): string {
  const { all } = listing;
  const reference = schema.$ref ?? '';
  const one = resolve(schema, all);
  const [first] = path;
  if (first === undefined) {
    const fields = fieldList(one, 1, listing, new Set());
    return `DESCRIPTION:\n${indent(4, wrapWords(description(one, all) || '<empty>', TEXT_WIDTH))}\n${externalDocs(one, 0, TEXT_WIDTH)}${fields === '' ? '' : `FIELDS:\n${fields}`}`;
  }
  if (reference !== '' && seen.has(reference)) return '';
  const history = new Set([...seen, reference]);
  const field = Object.hasOwn(one.properties ?? {}, first) ? one.properties?.[first] : undefined;
  if (field !== undefined) {
    const head = path.length === 1 ? `FIELD: ${first} <${typeGuess(field, all)}>\n${longEnum(field)}\n\n` : '';
    return head + output(field, path.slice(1), listing, new Set());
  }
  const [items, values] = [itemsOf(one), valuesOf(one)];
  if (items !== undefined) return output(items, path, listing, history);
  if (values !== undefined) return output(values, path, listing, history);
  for (const each of one.allOf ?? []) {
    const text = output(each, path, listing, history);
    if (text !== '') return text;
  }
  return '';
}

export interface Explained {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly schema: OpenApiSchema;
  readonly all: OpenApiSchemas;
  readonly path: readonly string[];
  readonly recursive: boolean;
}

export const explainHead = ({ group, kind, version }: Pick<Explained, 'group' | 'kind' | 'version'>): string => `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`;

/** What stands below the head; undefined where the path leads to no field. */
export function explainBody({ schema, all, path, recursive }: Explained): string | undefined {
  const text = output(schema, path, { all, recursive }, new Set());
  return text === '' ? undefined : `${text}\n`;
}

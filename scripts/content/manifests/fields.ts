import { load } from 'js-yaml';
import { ALL_GROUPS } from '../../../src/simulation/api/generated/schema/all';
import type { FieldType } from '../../../src/simulation/api/schema/parse';
import { schemaOf } from '../../../src/simulation/api/schema/schema';

/** A document of a manifest that is wrong, and where in it. */
export interface FieldProblem {
  /** Of the line in which the document begins, counted from 1. */
  line: number;
  message: string;
}

const schema = schemaOf(ALL_GROUPS);
const kinds = new Map(ALL_GROUPS.flatMap((group) => group.kinds.split(' ').map((kind) => [`${group.apiVersion} ${kind}`, `${group.name}.${kind}`] as const)));
/** Groups that the API server itself serves: a kind of theirs that it lacks is a mistake, one of another group is somebody's custom resource. */
const builtIn = new Set(ALL_GROUPS.map(({ apiVersion }) => groupOf(apiVersion)));

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

const isMapping = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isWhole = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value);
const scalars: Record<string, { wanted: string; fits: (value: unknown) => boolean }> = {
  string: { wanted: 'a string', fits: isText },
  bytes: { wanted: 'base64', fits: isText },
  // YAML reads an unquoted time as a string or a date.
  Time: { wanted: 'a time', fits: (value) => isText(value) || value instanceof Date },
  MicroTime: { wanted: 'a time', fits: (value) => isText(value) || value instanceof Date },
  bool: { wanted: 'true or false', fits: (value) => typeof value === 'boolean' },
  int: { wanted: 'a whole number', fits: isWhole },
  int32: { wanted: 'a whole number', fits: isWhole },
  int64: { wanted: 'a whole number', fits: isWhole },
  double: { wanted: 'a number', fits: (value) => typeof value === 'number' },
  Quantity: { wanted: 'a quantity', fits: (value) => isText(value) || typeof value === 'number' },
  IntOrString: { wanted: 'a whole number or a string', fits: (value) => isText(value) || isWhole(value) },
};

function* wrongIn(value: unknown, type: FieldType, path: string): Generator<string> {
  if (value === null || value === undefined) return;
  if (type.kind === 'list') {
    if (!Array.isArray(value)) yield `${path} must be a list`;
    else for (const [i, one] of value.entries()) yield* wrongIn(one, type.of, `${path}[${i}]`);
  } else if (type.kind === 'map') {
    if (!isMapping(value)) yield `${path} must be a mapping`;
    else for (const [key, one] of Object.entries(value)) yield* wrongIn(one, type.of, `${path}.${key}`);
  } else if (type.kind === 'struct') {
    yield* wrongFields(value, type.name, path);
  } else {
    const scalar = scalars[type.kind];
    if (scalar && !scalar.fits(value)) yield `${path} must be ${scalar.wanted}, not ${JSON.stringify(value)}`;
  }
}

function* wrongFields(value: unknown, name: string, path: string): Generator<string> {
  if (!isMapping(value)) return void (yield `${path} must be a mapping`);
  const { fields } = schema.struct(name);
  for (const [key, one] of Object.entries(value)) {
    const field = fields.get(key);
    const at = path === '' ? key : `${path}.${key}`;
    if (!field) yield `there is no field ${at} in ${name}`;
    else {
      yield* wrongIn(one, field.type, at);
      const values = Array.isArray(one) ? (one as unknown[]) : [one];
      for (const wrong of field.enum ? values.filter((each) => isText(each) && !field.enum?.includes(each)) : []) yield `${at} cannot be ${String(wrong)}: one of ${field.enum?.join(', ')}`;
    }
  }
}

function* wrongDocument(document: unknown): Generator<string> {
  if (document === null || document === undefined) return;
  if (!isMapping(document) || !isText(document.apiVersion) || !isText(document.kind)) return void (yield 'is no object: apiVersion and kind are missing');
  const { apiVersion, kind } = document;
  if (kind === 'List' && apiVersion === 'v1') {
    for (const item of Array.isArray(document.items) ? (document.items as unknown[]) : []) yield* wrongDocument(item);
    return;
  }
  const name = kinds.get(`${apiVersion} ${kind}`);
  if (name) yield* wrongFields(document, name, '');
  else if (builtIn.has(groupOf(apiVersion))) yield `there is no ${kind} in ${apiVersion}`;
}

/** Checks each document of a manifest field by field against the recorded schema of the API. Custom resources pass; YAML that does not parse is a problem. */
export function fieldProblems(text: string): FieldProblem[] {
  let line = 1;
  return text.split(/^(?=---(?:\s|$))/m).flatMap((document) => {
    const first = line;
    line += document.split('\n').length - 1;
    try {
      return [...wrongDocument(load(document.replace(/^---[^\n]*\n?/, '')))].map((message) => ({ line: first, message }));
    } catch (error) {
      return [{ line: first, message: `does not parse: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}` }];
    }
  });
}

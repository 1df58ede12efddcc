/** Texts with parameters in them (applicationset/utils/utils.go: Render): Go templates with Sprig, or the older `{{name}}`. */
import { quote } from '../../base/go/quote';
import { executeTemplate, parseTemplate } from '../../base/go/template';
import type { Execution, TemplateFunction } from '../../base/go/template';
import { GoError, GoFloat, isInt, isList, isMap } from '../../base/go/values';
import type { GoMap, Value } from '../../base/go/values';
import { functionsFor } from '../../render/helm/functions';
import { toJson } from '../../api/manifest/json';
import type { Tree } from '../../api/yaml';
import { yamlMap, yamlTree } from '../../render/helm/yaml-values';
import { fn, newMap } from '../../render/helm/functions/table';
import type { MutableMap } from '../../render/helm/functions/table';
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../objects';
import { sanitizeName, slugify } from './slug';

export type Params = GoMap;

export interface RenderMode {
  readonly goTemplate: boolean;
  /** `missingkey=error` and the like. */
  readonly options: readonly string[];
}

/** YAML as sigs.k8s.io/yaml reads it: by way of JSON. */
export const fromTree = (tree: Tree): Value => fromJson(toJson(tree));

/** What helm adds to Sprig. */
const HELM_ONLY: ReadonlySet<string> = new Set(['toToml', 'mustToToml', 'fromToml', 'fromJsonArray', 'toYamlPretty', 'mustToYaml', 'getHostByName']);

function thrown(message: string): never {
  throw new GoError(message);
}

function slugFunction(...values: readonly Value[]): string {
  const name = values.at(-1);
  const [limit, smart] = values.slice(0, -1);
  if (typeof name !== 'string') return thrown('interface conversion: interface {} is not string');
  return slugify(name, isInt(limit) ? limit.int : 50, typeof smart === 'boolean' ? smart : true);
}

/** Sprig without what tells of the surroundings, and a few more. A clock and chance stand still, as a name should not change from one reconciliation to the next. */
const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  ...Object.fromEntries(Object.entries(functionsFor({ now: 0, seed: 1 })).filter(([name]) => !HELM_ONLY.has(name))),
  fail: fn(['string'], (message: string) => thrown(message)),
  normalize: fn(['string'], sanitizeName),
  slugify: fn([], slugFunction, 'any'),
  fromYaml: fn(['string'], (text: string) => {
    const [read, tree] = [yamlMap(text), yamlTree(text)];
    if (!read.ok) return thrown(read.error);
    return tree.ok && tree.value?.type === 'mapping' ? fromTree(tree.value) : newMap();
  }),
  fromYamlArray: fn(['string'], (text: string) => {
    const tree = yamlTree(text);
    if (!tree.ok) return thrown(tree.error);
    return tree.value === undefined ? [] : fromTree(tree.value);
  }),
};

function missingKey(options: readonly string[]): Execution['missingKey'] {
  let mode: Execution['missingKey'] = 'default';
  for (const option of options) {
    if (option === 'missingkey=error') mode = 'error';
    else if (option === 'missingkey=zero') mode = 'zero';
    else if (option === 'missingkey=default' || option === 'missingkey=invalid') mode = 'default';
  }
  return mode;
}

function goTemplate(text: string, params: Params, options: readonly string[]): string {
  let templates: Execution['templates'];
  try {
    templates = parseTemplate('base', text, (name) => Object.hasOwn(FUNCTIONS, name));
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`failed to parse template ${text}: ${error.message}`);
    throw error;
  }
  const { output, error } = executeTemplate({ name: 'base', templates, functions: FUNCTIONS, missingKey: missingKey(options) }, params);
  if (error !== undefined) throw new GoError(`failed to execute go template ${text}: ${error}`);
  return output;
}

/** github.com/valyala/fasttemplate: what is no text among the parameters stays as it is written. */
function fastTemplate(text: string, params: Params): string {
  if (!/\{\{.*\}\}/.test(text)) return text;
  let [result, at] = ['', 0];
  for (;;) {
    const start = text.indexOf('{{', at);
    if (start < 0) return result + text.slice(at);
    const end = text.indexOf('}}', start + 2);
    if (end < 0) throw new GoError(`invalid template: Cannot find end tag="}}" in the template=${quote(text)} starting from ${quote(text.slice(start + 2))}`);
    const tag = text.slice(start + 2, end);
    const value = Object.hasOwn(params, tag.trim()) ? params[tag.trim()] : undefined;
    result += text.slice(at, start) + (tag.trim() !== '' && typeof value === 'string' ? value : `{{${tag}}}`);
    at = end + 2;
  }
}

/** Render.Replace; throws a GoError in its words. */
export const replaceText = (text: string, params: Params, mode: RenderMode): string => (mode.goTemplate ? goTemplate(text, params, mode.options) : fastTemplate(text, params));

/** In this order Go's types have their fields, which decides what fails first; others come after them. */
const FIELD_ORDER = [
  'metadata', 'spec', 'status', 'operation', 'name', 'namespace', 'labels', 'annotations', 'finalizers', 'source', 'destination', 'project', 'syncPolicy', 'ignoreDifferences', 'info', 'sources',
  'repoURL', 'path', 'targetRevision', 'helm', 'kustomize', 'directory', 'plugin', 'chart', 'ref',
];
const PLACE: ReadonlyMap<string, number> = new Map(FIELD_ORDER.map((name, index) => [name, index]));
/** A destination has its server first. */
const DESTINATION: ReadonlyMap<string, number> = new Map([['server', 0], ['namespace', 1], ['name', 2]]);

function inOrder(object: JsonObject): [string, unknown][] {
  const place = Object.hasOwn(object, 'server') ? DESTINATION : PLACE;
  const of = (name: string): number => place.get(name) ?? FIELD_ORDER.length;
  return Object.entries(object).sort(([a], [b]) => of(a) - of(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** deeplyReplace: every text in a value, the names of its fields among them. `keep` answers for a field of its own. */
export function replaceDeeply(value: unknown, params: Params, mode: RenderMode, keep?: (name: string, value: unknown) => unknown): unknown {
  if (typeof value === 'string') return replaceText(value, params, mode);
  if (Array.isArray(value)) return value.map((item) => replaceDeeply(item, params, mode, keep));
  if (!isObject(value)) return value;
  return Object.fromEntries(inOrder(value).map(([name, item]) => {
    const kept = keep?.(name, item);
    const replaced = kept ?? replaceDeeply(item, params, mode, keep);
    return [name.includes('{{') ? replaceText(name, params, mode) : name, replaced];
  }));
}

/** JSON as encoding/json reads it into interface{}: every number is a float64. */
export function fromJson(value: unknown): Value {
  if (typeof value === 'number') return new GoFloat(value);
  if (Array.isArray(value)) return value.map(fromJson);
  if (!isObject(value)) return value as Value;
  const map: MutableMap = newMap();
  for (const [key, item] of Object.entries(value)) map[key] = fromJson(item);
  return map;
}

/** mergo.Merge with override: maps key by key, all else as the second has it. */
export function mergeParams(base: Params, over: Params): Params {
  const merged: MutableMap = Object.assign(newMap(), base);
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    merged[key] = isMap(before) && isMap(value) ? mergeParams(before, value) : value;
  }
  return merged;
}

/** flatten.Flatten with dots: `{a: {b: [1]}}` → `a.b.0`. */
export function flattened(params: Params): [string, Value][] {
  const found: [string, Value][] = [];
  const visit = (value: Value, path: string): void => {
    const entries: readonly (readonly [string, Value])[] | undefined = isList(value) ? value.map((item, at) => [String(at), item] as const) : isMap(value) ? Object.entries(value) : undefined;
    if (entries === undefined) found.push([path, value]);
    else for (const [key, item] of entries) visit(item, path === '' ? key : `${path}.${key}`);
  };
  visit(params, '');
  return found;
}

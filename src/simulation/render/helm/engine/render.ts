/** Renders the templates of a chart and of its dependencies (helm pkg/engine: engine.go). */
import { quote } from '../../../base/go/quote';
import { ExecError, parseTemplate, runTemplate } from '../../../base/go/template';
import type { Execution, Template, TemplateFunction } from '../../../base/go/template';
import { GoError, ofType } from '../../../base/go/values';
import type { GoMap, Value } from '../../../base/go/values';
import { fullPath } from '../chart/load';
import type { Chart } from '../chart/load';
import { tableAt } from '../chart/dependencies';
import { functionsFor } from '../functions';
import type { Surroundings } from '../functions';
import { fn, mapOf, newMap } from '../functions/table';
import type { Functions, MutableMap } from '../functions/table';
import type { Log } from '../log';
import { capabilitiesObject, chartObject, filesObject } from './context';
import type { Capabilities } from './capabilities';

export interface RenderOptions {
  /** `.Release`. */
  readonly release: GoMap;
  readonly capabilities: Capabilities;
  readonly surroundings: Surroundings;
  readonly log: Log;
  /** helm lint: `required` and `fail` do not fail. */
  readonly lint?: boolean;
  /** The object that `lookup` finds in a cluster, a list of them for an empty name; without it, as in helm template, nothing is found. */
  readonly lookup?: (apiVersion: string, kind: string, namespace: string, name: string) => GoMap;
}

export type Rendered = { readonly ok: true; readonly files: ReadonlyMap<string, string> } | { readonly ok: false; readonly error: string };

interface Renderable {
  readonly text: string;
  readonly values: MutableMap;
  readonly basePath: string;
}

/** What `fail` and `required` say is shown without the way to it. */
const WARNING = ['HELM_ERR_START', 'HELM_ERR_END'] as const;
/** How often a template may stand inside itself. */
const MOST_NESTED = 1000;

const isLibrary = ({ metadata }: Chart): boolean => metadata.type.toLowerCase() === 'library';
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** recAllTpls: the templates by name, each with what it sees as `.`. */
function collect(chart: Chart, scope: GoMap, isTop: boolean, found: Map<string, Renderable>): MutableMap {
  const subcharts = newMap();
  const section = isTop ? (scope['Values'] as GoMap) : tableAt(scope, `Values.${chart.metadata.name}`).table;
  const values = mapOf([
    ['Chart', chartObject(chart)], ['Files', filesObject(chart.files)], ['Release', scope['Release']], ['Capabilities', scope['Capabilities']],
    ['Values', ofType(section === undefined ? newMap() : Object.assign(newMap(), section), 'chartutil.Values')], ['Subcharts', subcharts],
  ]);
  ofType(values, 'map[string]interface {}');
  for (const child of chart.dependencies) subcharts[child.metadata.name] = collect(child, values, false, found);
  const folder = fullPath(chart);
  for (const { name, text } of chart.templates) {
    if (isLibrary(chart) && !baseName(name).startsWith('_')) continue;
    found.set(`${folder}/${name}`, { text, values, basePath: `${folder}/templates` });
  }
  return values;
}

/** sortTemplates: deep ones first, so that those further up win where both define a name. */
function parseOrder(names: Iterable<string>): string[] {
  const depth = (name: string): number => name.split('/').length;
  return [...names].sort((a, b) => depth(b) - depth(a) || (a < b ? 1 : a > b ? -1 : 0));
}

function parseError(file: string, message: string): string {
  const parts = message.split(': ');
  return parts.length === 1 ? `parse error in (${file}): ${message}` : `parse error at (${parts[1]}): ${parts.at(-1)}`;
}

function executionError(file: string, error: GoError): string {
  if (!(error instanceof ExecError)) return error.message;
  const parts = error.message.split(': ');
  if (parts.length < 3) return `execution error in (${file}): ${error.message}`;
  const rest = parts.slice(2).join(': ');
  const [start, end] = [rest.indexOf(WARNING[0]), rest.lastIndexOf(WARNING[1])];
  return start >= 0 && end >= start ? `execution error at (${parts[1]}): ${rest.slice(start + WARNING[0].length, end)}` : error.message;
}

/** AddParseTree: an empty body does not replace what a name stands for. */
function addTemplates(into: Map<string, Template>, parsed: ReadonlyMap<string, Template>): void {
  for (const [name, template] of parsed) {
    const empty = template.body.every((statement) => statement.kind === 'text' && statement.text.trim() === '');
    if (!empty || !into.has(name)) into.set(name, template);
  }
}

const withoutNothing = (text: string): string => text.replaceAll('<no value>', '');

class Engine {
  private readonly fixed: Functions;
  private readonly nested = new Map<string, number>();

  constructor(private readonly options: RenderOptions) {
    this.fixed = functionsFor(options.surroundings);
  }

  isFunction(name: string): boolean {
    return Object.hasOwn(this.fixed, name) || ['include', 'tpl', 'required', 'fail', 'lookup'].includes(name);
  }

  /** How a set of templates is executed; `include` and `tpl` know the set that they stand in. */
  execution(templates: ReadonlyMap<string, Template>, root: string): Execution {
    const execution: Execution = { name: root, templates, missingKey: 'zero', functions: {} };
    const functions: Record<string, TemplateFunction> = {
      ...this.fixed,
      include: fn(['string', 'any'], (name: string, data: Value) => this.include(execution, name, data)),
      tpl: fn(['string', 'any'], (text: string, data: Value) => this.tpl(execution, text, data)),
      required: fn(['string', 'any'], (warning: string, value: Value) => {
        if (value != null && value !== '') return value;
        if (this.options.lint !== true) throw new GoError(WARNING.join(warning));
        this.options.log(value == null ? 'engine.go:206' : 'engine.go:214', `[INFO] Missing required value: ${warning}`);
        return '';
      }),
      fail: fn(['string'], (message: string) => {
        if (this.options.lint !== true) throw new GoError(WARNING.join(message));
        this.options.log('engine.go:227', `[INFO] Fail: ${message}`);
        return '';
      }),
      lookup: fn(['string', 'string', 'string', 'string'], (apiVersion: string, kind: string, namespace: string, name: string) => this.options.lookup?.(apiVersion, kind, namespace, name) ?? newMap()),
    };
    return Object.assign(execution, { functions });
  }

  private include(execution: Execution, name: string, data: Value): string {
    const depth = this.nested.get(name) ?? 0;
    if (depth > MOST_NESTED) throw new GoError(`rendering template has a nested reference name: ${name}: unable to execute template`);
    this.nested.set(name, depth + 1);
    try {
      const template = execution.templates.get(name);
      if (template === undefined) throw new GoError(`template: no template ${quote(name)} associated with template ${quote(execution.name)}`);
      return runTemplate(execution, template, data);
    } finally {
      this.nested.set(name, depth);
    }
  }

  private tpl(outer: Execution, text: string, data: Value): string {
    const templates = new Map(outer.templates);
    try {
      addTemplates(templates, parseTemplate(outer.name, text, (name) => this.isFunction(name)));
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      throw new GoError(`cannot parse template ${quote(text)}: ${error.message}`);
    }
    const template = templates.get(outer.name);
    if (template === undefined) return '';
    try {
      return withoutNothing(runTemplate(this.execution(templates, outer.name), template, data));
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      throw new GoError(`error during tpl function execution for ${quote(text)}: ${error.message}`);
    }
  }
}

/** Engine.Render: each file with what it renders to, helpers (`_…`) left out. `values` are the coalesced ones. */
export function renderChart(chart: Chart, values: GoMap, options: RenderOptions): Rendered {
  const found = new Map<string, Renderable>();
  collect(chart, mapOf([['Values', values], ['Release', options.release], ['Capabilities', capabilitiesObject(options.capabilities)]]), true, found);
  const engine = new Engine(options);
  const templates = new Map<string, Template>();
  const order = parseOrder(found.keys());
  for (const file of order) {
    try {
      addTemplates(templates, parseTemplate(file, found.get(file)!.text, (name) => engine.isFunction(name)));
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      return { ok: false, error: parseError(file, error.message) };
    }
  }
  const execution = engine.execution(templates, 'gotpl');
  const files = new Map<string, string>();
  for (const file of order) {
    if (baseName(file).startsWith('_')) continue;
    const { values: dot, basePath } = found.get(file)!;
    dot['Template'] = ofType(mapOf([['Name', file], ['BasePath', basePath]]), 'chartutil.Values');
    try {
      files.set(file, withoutNothing(runTemplate(execution, templates.get(file)!, ofType(dot, 'chartutil.Values'))));
    } catch (error) {
      if (error instanceof RangeError) return { ok: false, error: `execution error in (${file}): templates stand inside one another more deeply than this simulation follows` };
      if (!(error instanceof GoError)) throw error;
      return { ok: false, error: executionError(file, error) };
    }
  }
  return { ok: true, files };
}

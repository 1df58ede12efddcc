import { printGoTemplate } from '../../api/go-template';
import { customColumnRows, JsonPathError, parseCustomColumns, printCustomColumns, printJsonPath } from '../../api/jsonpath';
import type { CustomColumn, Json } from '../../api/jsonpath';
import { writeYaml } from '../../api/yaml/write';
import { objectOf, textOf, without } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { groupQualified } from '../../api/status';
import { splitApiVersion } from '../../api/schema/resources';
import { quote } from '../../base/go/quote';
import type { Flags } from '../args/flags';
import { KubectlError } from '../runtime/errors';
import { absolute } from '../runtime/machine';
import type { Session } from '../runtime/session';
import { goJson } from '../../base/go/json';
import { goFloatValue, goSyntax } from '../../base/go/print';
import { sortedJson } from '../../api/schema/sorted-json';
import { printJson } from './json';
import { printTypedJson } from './typed-json';
import { printKyaml } from './kyaml';

/** Prints one object (or a List) to a text. A printer may print several one after the other: YAML puts a line between them. */
export type Printer = (object: JsonObject) => string;

/** The formats that every command has (genericclioptions.PrintFlags), in the order in which an error names them. */
const COMMON = ['go-template', 'go-template-file', 'json', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'kyaml', 'name', 'template', 'templatefile', 'yaml'];
const OF_GET = ['custom-columns', 'custom-columns-file', ...COMMON.slice(0, 10), 'wide', 'yaml'];

/** OmitManagedFieldsPrinter. */
function withoutManagers(object: JsonObject): JsonObject {
  const items = object.items;
  if (Array.isArray(items)) return { ...object, items: items.map((item) => withoutManagers(objectOf(item))) };
  return object.metadata === undefined ? object : { ...object, metadata: without(objectOf(object.metadata), 'managedFields') };
}

/** `pod/web`, `deployment.apps/web` (NamePrinter). */
export function resourceName(object: JsonObject): string {
  const [group] = splitApiVersion(textOf(object.apiVersion));
  const name = textOf(objectOf(object.metadata).name) || '<unknown>';
  return `${groupQualified(group, textOf(object.kind)).toLowerCase()}/${name}`;
}

function isListKind(object: JsonObject): boolean {
  return Array.isArray(object.items) && textOf(object.kind).endsWith('List');
}

/** `operation`: what has been done, and how (`created`, `created (dry run)`); empty with `-o name`. */
export function namePrinter(operation: string): Printer {
  const one = (object: JsonObject): string => `${resourceName(object)}${operation === '' ? '' : ` ${operation}`}\n`;
  return (object) => (isListKind(object) ? (object.items as readonly unknown[]).map((item) => one(objectOf(item))).join('') : one(object));
}

function readTemplate(session: Session, path: string): string {
  const text = session.machine.files.read(absolute(session.machine, path));
  if (text === undefined) throw new KubectlError(`error reading --template ${path}, open ${path}: no such file or directory\n`);
  return text;
}

interface TemplateAsked {
  readonly format: string;
  readonly template: string;
}

const TEMPLATES = ['go-template-file', 'go-template', 'templatefile', 'template', 'jsonpath-as-json', 'jsonpath-file', 'jsonpath'];

/** What stands behind `=` in `-o jsonpath=…`, or in `--template`. */
function templateAsked(output: string, flags: Flags): TemplateAsked | undefined {
  const given = flags.has('template') ? flags.text('template') : '';
  const named = TEMPLATES.find((one) => output === one || output.startsWith(`${one}=`));
  if (named === undefined) return output === '' && given !== '' ? { format: 'go-template', template: given } : undefined;
  const template = output.startsWith(`${named}=`) ? output.slice(named.length + 1) : given;
  return { format: named, template };
}

const more = (error: string, template: string): string => `${error} Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n`;

function templatePrinter(session: Session, { format, template }: TemplateAsked): Printer {
  const isFile = format.endsWith('file');
  if (template === '') throw new KubectlError('template format specified but no template given');
  const text = isFile ? readTemplate(session, template) : template;
  const allowMissingKeys = !session.flags.has('allow-missing-template-keys') || session.flags.bool('allow-missing-template-keys');
  if (format.startsWith('jsonpath')) {
    const checked = printJsonPath(text, {}, { allowMissingKeys: true });
    if (!checked.ok && checked.error.startsWith('error parsing')) throw new KubectlError(checked.error);
    return (object) => {
      const printed = printJsonPath(text, object as Json, { asJson: format === 'jsonpath-as-json', allowMissingKeys });
      if (printed.ok) return printed.stdout;
      throw new KubectlError(`${more(printed.error, text)}\tobject given to jsonpath engine was:\n\t\t${goSyntax(object, true)}\n\n\n`);
    };
  }
  const checked = printGoTemplate(text, {}, { allowMissingKeys });
  if (!checked.ok && checked.error.startsWith('error parsing template')) throw new KubectlError(checked.error);
  return (object) => {
    const printed = printGoTemplate(text, object as Json, { allowMissingKeys });
    if (printed.ok) return printed.stdout;
    const cause = printed.error.replace(/^error executing template "(?:[^"\\\\]|\\\\.)*": /, '');
    session.machine.out(`${printed.stdout ?? ''}${more(`Error executing template: ${cause}.`, text)}\traw data was:\n\t\t${goJson(sortedJson(object))}\n\tobject given to template engine was:\n\t\t${goFloatValue(object)}\n\n`);
    throw new KubectlError(printed.error);
  };
}

/** Rows of custom columns with a tab between their cells, under one header (CustomColumnsPrinter.lastType). */
export function columnRows(session: Session, output: string): Printer {
  const columns = columnsOf(session, output);
  let headed = session.flags.bool('no-headers');
  return (object) => {
    const { stdout, error } = customColumnRows(columns, object as Json, headed);
    headed = true;
    if (error !== undefined) throw new KubectlError(error);
    return stdout;
  };
}

function columnsPrinter(session: Session, output: string): Printer {
  const columns = columnsOf(session, output);
  const noHeaders = session.flags.has('no-headers') && session.flags.bool('no-headers');
  return (object) => {
    const { stdout, error } = printCustomColumns(columns, object as Json, noHeaders);
    if (error === undefined) return stdout;
    session.machine.out(stdout);
    throw new KubectlError(error);
  };
}

function columnsOf(session: Session, output: string): readonly CustomColumn[] {
  const isFile = output.startsWith('custom-columns-file');
  const [, spec = ''] = /^custom-columns(?:-file)?=([^]*)$/.exec(output) ?? [];
  try {
    if (isFile) {
      if (spec === '') throw new KubectlError('custom-columns format specified but no custom columns given');
      const text = session.machine.files.read(absolute(session.machine, spec));
      if (text === undefined) throw new KubectlError(`error reading template ${spec}, open ${spec}: no such file or directory\n`);
      const [headers, paths] = text.replace(/\n$/, '').split('\n');
      const missing = text === '' ? 'header' : paths === undefined ? 'spec' : undefined;
      if (headers === undefined || paths === undefined || missing !== undefined) throw new KubectlError(`invalid template, missing ${missing ?? 'spec'} line. Expected format is one line of space separated headers, one line of space separated column specs.`);
      const [names, specs] = [headers.split(/\s+/).filter(Boolean), paths.split(/\s+/).filter(Boolean)];
      if (names.length !== specs.length) throw new KubectlError(`number of headers (${names.length}) and field specifications (${specs.length}) don't match`);
      return parseCustomColumns(names.map((name, at) => `${name}:${specs[at]}`).join(','));
    }
    return parseCustomColumns(spec);
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(error.message);
    throw error;
  }
}

/** Objects that a client holds as maps, or as Go types: these keep the order of their fields in JSON. */
export interface FormatOptions {
  readonly operation?: string;
  readonly ofGet?: boolean;
  readonly json?: (object: JsonObject) => string;
  /** The client holds it in its Go type. */
  readonly typed?: boolean;
}

/** PrintFlags.ToPrinter. An empty output says what has been done. */
export function printerFor(session: Session, { operation = '', ofGet = false, typed = false, json = typed ? (object) => printTypedJson(session.machine.registry(), object) : printJson }: FormatOptions = {}): Printer {
  const { flags } = session;
  const output = flags.has('output') ? flags.text('output') : '';
  const showManaged = flags.has('show-managed-fields') && flags.bool('show-managed-fields');
  const shown = (object: JsonObject): JsonObject => (showManaged ? object : withoutManagers(object));
  if (ofGet && output.startsWith('custom-columns')) return columnsPrinter(session, output);
  const template = templateAsked(output, flags);
  if (template !== undefined) return templatePrinter(session, template);
  let printed = 0;
  switch (output.toLowerCase()) {
    case 'json':
      return (object) => json(shown(object));
    case 'yaml':
      return (object) => {
        printed += 1;
        return `${printed > 1 ? '---\n' : ''}${writeYaml(shown(object))}`;
      };
    case 'kyaml':
      return (object) => printKyaml(shown(object));
    case 'name':
      return namePrinter('');
    case '':
      return namePrinter(operation);
    default:
      throw new KubectlError(`unable to match a printer suitable for the output format ${quote(output)}, allowed formats are: ${(ofGet ? OF_GET : COMMON).join(',')}`);
  }
}

import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';
import { findResults } from './evaluate';
import { JsonPathError } from './nodes';
import { parseTemplate } from './parse';
import { relaxedPath } from './relaxed';
import { isList, isMap, sprint } from '../../base/go/values';
import type { Json } from '../../base/go/values';

export interface CustomColumn {
  readonly header: string;
  readonly path: string;
}

/** NewCustomColumnsPrinterFromSpec (kubectl pkg/cmd/get): `NAME:.metadata.name,IP:.status.podIP`. Throws a JsonPathError. */
export function parseCustomColumns(spec: string): CustomColumn[] {
  if (spec === '') throw new JsonPathError('custom-columns format specified but no custom columns given');
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0) throw new JsonPathError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, colon), path: relaxedPath(part.slice(colon + 1)) };
  });
}

/** What a printer wrote, and the error that ended it. */
export interface Printed {
  readonly stdout: string;
  readonly error?: string;
}

/** printers.EscapeTerminal. */
const escapeTerminal = (text: string): string => text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');

/** CustomColumnsPrinter.PrintObj: one line an object, or an item of a list. What stands before an error has been printed. */
export function printCustomColumns(columns: readonly CustomColumn[], object: Json, noHeaders = false): Printed {
  const printed = customColumnRows(columns, object, noHeaders);
  return { ...printed, stdout: alignColumns(printed.stdout, KUBECTL_COLUMNS) };
}

/** The same, with a tab between cells: for who aligns more than one object. */
export function customColumnRows(columns: readonly CustomColumn[], object: Json, noHeaders = false): Printed {
  const lines = noHeaders ? [] : [columns.map(({ header }) => header)];
  const printed = (error?: string): Printed => {
    const stdout = lines.map((cells) => `${cells.join('\t')}\n`).join('');
    return error === undefined ? { stdout } : { stdout, error };
  };
  try {
    const templates = columns.map(({ path }) => parseTemplate(path));
    const items = isMap(object) && isList(object.items ?? null) ? (object.items as readonly Json[]) : [object];
    for (const item of items) {
      lines.push(templates.map((template) => {
        const results = findResults(template, item, { allowMissingKeys: true });
        const missing = results.length === 0 || results[0]!.length === 0 ? ['<none>'] : [];
        return [...missing, ...results.flat().map((value) => escapeTerminal(sprint(value)))].join(',');
      }));
    }
    return printed();
  } catch (error) {
    if (error instanceof JsonPathError) return printed(error.message);
    throw error;
  }
}

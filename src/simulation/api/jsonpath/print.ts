import { quote } from '../../base/go/quote';
import { findResults, printResults, printResultsAsJson } from './evaluate';
import { JsonPathError } from './nodes';
import type { Node } from './nodes';
import { parseTemplate } from './parse';
import type { Json } from '../../base/go/values';

export type JsonPathOutput =
  | { readonly ok: true; readonly stdout: string }
  /** `cut`: the real text goes on with a dump of the object in Go's notation. */
  | { readonly ok: false; readonly error: string; readonly cut?: true };

/**
 * `kubectl get -o jsonpath=TEMPLATE` and `-o jsonpath-as-json=TEMPLATE` (cli-runtime pkg/genericclioptions: JSONPathPrintFlags,
 * pkg/printers: JSONPathPrinter). kubectl allows missing keys unless told otherwise.
 */
export function printJsonPath(template: string, object: Json, options: { readonly asJson?: boolean; readonly allowMissingKeys?: boolean } = {}): JsonPathOutput {
  if (template === '') return { ok: false, error: 'template format specified but no template given' };
  let nodes: readonly Node[];
  try {
    nodes = parseTemplate(template);
  } catch (error) {
    if (error instanceof JsonPathError) return { ok: false, error: `error parsing jsonpath ${template}, ${error.message}` };
    throw error;
  }
  try {
    const results = findResults(nodes, object, { allowMissingKeys: options.allowMissingKeys ?? true });
    return { ok: true, stdout: options.asJson ? printResultsAsJson(results) : printResults(results) };
  } catch (error) {
    if (error instanceof JsonPathError) return { ok: false, error: `error executing jsonpath ${quote(template)}: Error executing template: ${error.message}.`, cut: true };
    throw error;
  }
}

import { YamlError, parseDocument } from '../yaml';
import type { Tree, YamlErrorCode } from '../yaml';
import { JsonError, parseJsonValue } from './json-text';

/** One document of a text: what stands there, or what kubectl says instead. */
export interface SourceDocument {
  /** Where its text begins in the whole; places in `tree` count from there. */
  readonly offset: number;
  /** Undefined for an empty document, which kubectl passes over, and for one that cannot be read. */
  readonly tree?: Tree;
  readonly error?: DocumentError;
}

export interface DocumentError {
  readonly code: YamlErrorCode;
  /** From the document's offset. */
  readonly at: number;
  /** What kubectl prints after `error parsing STDIN: `. */
  readonly message: string;
}

/**
 * Cuts a text into documents as kubectl does (apimachinery util/yaml YAMLOrJSONDecoder): JSON objects in a row where it begins with `{`, else
 * YAML. Goes on after a document that cannot be read, where kubectl would stop.
 */
export function readDocuments(text: string): readonly SourceDocument[] {
  return /^\s*\{/.test(text) ? jsonDocuments(text) : yamlDocuments(text, 0);
}

function jsonDocuments(text: string): readonly SourceDocument[] {
  const documents: SourceDocument[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    try {
      const { tree, end } = parseJsonValue(text, at);
      documents.push({ offset: 0, tree });
      at = end;
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      return [...documents, ...notJson(text, at, error, documents.length)];
    }
  }
  return documents;
}

/** What does not read as JSON is read as YAML from there on, unless several objects were JSON before. */
function notJson(text: string, at: number, error: JsonError, before: number): readonly SourceDocument[] {
  const bytes = new TextEncoder().encode(text.slice(0, error.offset + 1)).length;
  const failed = (message: string): SourceDocument => ({ offset: 0, error: { code: 'yamlSyntax', at: error.offset, message } });
  if (before > 1) return [failed(error.message)];
  const rest = yamlDocuments(text, at + (/^[^\S\n]*\n?/.exec(text.slice(at))?.[0].length ?? 0));
  if (rest[0]?.error === undefined) return rest;
  return [failed(error.syntax ? `json: offset ${bytes}: ${error.message}` : error.message), ...rest.slice(1)];
}

function yamlDocuments(text: string, from: number): readonly SourceDocument[] {
  const documents: SourceDocument[] = [];
  let start = from;
  const add = (end: number): void => {
    if (end > start) documents.push(yamlDocument(text.slice(start, end), start));
  };
  // A line that begins with three dashes cuts the text, whatever it stands in (apimachinery util/yaml YAMLReader).
  for (let line = from; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 ? text.length : newline + 1;
    if (text.startsWith('---', line)) {
      const after = text.slice(line + 3, next).trim();
      if (after === '' || after.startsWith('#')) add(line);
      // What stood before a separator that is none is lost to kubectl as well.
      else documents.push({ offset: line, error: { code: 'yamlSyntax', at: 0, message: `invalid Yaml document separator: ${after}` } });
      start = next;
    }
    line = next;
  }
  add(text.length);
  return documents;
}

function yamlDocument(text: string, offset: number): SourceDocument {
  try {
    // kubectl's reader ends every line, the last one too.
    const tree = parseDocument(text.endsWith('\n') ? text : `${text}\n`);
    return tree === undefined || (tree.type === 'scalar' && tree.scalar.kind === 'null') ? { offset } : { offset, tree };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { offset, error: { code: error.code, at: error.mark.index, message: `error converting YAML to JSON: ${error.message}` } };
  }
}

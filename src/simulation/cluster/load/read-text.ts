import { readDocuments } from '../../api/manifest/documents';
import { toJson } from '../../api/manifest/json';
import { readDump } from './load';
import type { Dump } from './load';

/** What is wrong with the text of a dump: nothing in it, no JSON or YAML (kubectl's words for it), or something else than objects (with its place). */
export type DumpProblem = { readonly code: 'empty' } | { readonly code: 'syntax' | 'objects'; readonly said: string };

/** Reads what `kubectl get … -o json` or `-o yaml` prints: a List, one object, or several documents. */
export function readDumpText(text: string): Dump | { readonly problem: DumpProblem } {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') return { problem: { code: 'empty' } };
  const read = valueOf(plain);
  if ('said' in read) return { problem: { code: 'syntax', said: read.said } };
  const dump = readDump(read.value);
  return typeof dump === 'string' ? { problem: { code: 'objects', said: dump } } : dump;
}

function valueOf(text: string): { readonly value: unknown } | { readonly said: string } {
  if (/^\s*[{[]/.test(text)) {
    try {
      return { value: JSON.parse(text) };
    } catch {
      // Several objects in a row, YAML in braces, or a mistake: the reader of manifests says which.
    }
  }
  const documents = readDocuments(text);
  const wrong = documents.find(({ error }) => error !== undefined)?.error;
  if (wrong !== undefined) return { said: wrong.message };
  const values = documents.flatMap(({ tree }) => (tree === undefined ? [] : [toJson(tree)]));
  return { value: values.length === 1 ? values[0] : values };
}

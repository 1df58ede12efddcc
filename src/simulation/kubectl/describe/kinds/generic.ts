import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import { goValue } from '../../../base/go/print';
import { metadataOf, nameOf, namespaceOf } from '../../resources/info';
import { compareBytes } from '../../../base/go/compare-bytes';
import { plain } from '../describer';
import { eventLines } from '../events';
import { annotationLines, indent, labelLines, line } from '../text';

const SKIPPED = ['.metadata.managedFields', '.metadata.name', '.metadata.namespace', '.metadata.labels', '.metadata.annotations'];
const ACRONYMS = ['API', 'URL', 'UID', 'GUID'];

type Class = 'lower' | 'upper' | 'digit' | 'other';

function classOf(char: string): Class {
  if (/\p{Ll}/u.test(char)) return 'lower';
  if (/\p{Lu}/u.test(char)) return 'upper';
  return /\p{Nd}/u.test(char) ? 'digit' : 'other';
}

/** camelcase.Split (github.com/fatih/camelcase): `podCIDRs` → `pod`, `CID`, `Rs`. */
function splitWords(text: string): readonly string[] {
  const runs: string[] = [];
  let last: Class | undefined;
  for (const char of text) {
    const now = classOf(char);
    if (now === last) runs[runs.length - 1] += char;
    else runs.push(char);
    last = now;
  }
  for (let at = 0; at < runs.length - 1; at += 1) {
    const [run, next] = [runs[at]!, runs[at + 1]!];
    if (run !== '' && next !== '' && classOf(run[0]!) === 'upper' && classOf(next[0]!) === 'lower') {
      runs[at + 1] = run.slice(-1) + next;
      runs[at] = run.slice(0, -1);
    }
  }
  return runs.filter((run) => run !== '');
}

/** smartLabelFor: `lastScheduleTime` → `Last Schedule Time`. */
export function labelFor(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field;
  const words = splitWords(field);
  const merged: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = [words[at]!, words[at + 1]];
    if (next !== undefined && word.length >= 2 && !/[^\P{L}\p{Lu}]/u.test(word) && /^\p{Lu}/u.test(next)) {
      merged.push(word + next);
      at += 1;
    } else merged.push(word);
  }
  return merged
    .filter((word) => word !== '_')
    .map((word) => (ACRONYMS.includes(word.toUpperCase()) ? word.toUpperCase() : word.toLowerCase() === word ? `${word.slice(0, 1).toUpperCase()}${word.slice(1)}` : word))
    .join(' ');
}

/** printUnstructuredContent. */
function content(object: JsonObject, level: number, prefix: string): string {
  return Object.keys(object)
    .sort(compareBytes)
    .map((field) => {
      const [value, path] = [object[field], `${prefix}.${field}`];
      if (SKIPPED.includes(path)) return '';
      const label = `${indent(level)}${labelFor(field)}:`;
      if (isObject(value)) return `${label}\n${content(value, level + 1, path)}`;
      if (Array.isArray(value)) return `${label}\n${value.map((item: unknown) => (isObject(item) ? content(item, level + 1, path) : `${indent(level + 1)}${goValue(item)}\n`)).join('')}`;
      return `${label}\t${goValue(value)}\n`;
    })
    .join('');
}

/** genericDescriber: kinds that have no description of their own. */
export const describeGeneric = plain<JsonObject>((object, { now, events }) => {
  const { labels, annotations } = metadataOf(object) as { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  return [line(0, 'Name', nameOf(object)), line(0, 'Namespace', namespaceOf(object)), labelLines('Labels', labels), annotationLines('Annotations', annotations), content(object, 0, ''), eventLines(events, now)].join('');
});

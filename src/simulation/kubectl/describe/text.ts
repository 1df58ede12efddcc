import { formatLabels } from '../../api/table/cells/common';
import { humanDuration } from '../../base/go/human-duration';
import { alignColumns } from '../../base/go/tabwriter';
import { dateFromDays } from '../../base/time';
import { parseTime } from '../../base/time';

/** What every description is made of (kubectl pkg/describe/describe.go). Cells end in tabs; `tabbed` aligns them. */

type Texts = Readonly<Record<string, string>> | null | undefined;

/** Where the writer is flushed: what stands before is aligned by itself. */
export const FLUSH = '\u0000';

/** tabbedString, with what a terminal would take for its own escaped. */
export const tabbed = (text: string): string =>
  text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r').split(FLUSH).map((part) => alignColumns(part, { minWidth: 0, padding: 2 })).join('');

export const indent = (level: number): string => '  '.repeat(level);

/** PrefixWriter.Write of `label:` and a value. */
export const line = (level: number, label: string, value: unknown): string => `${indent(level)}${label}:\t${String(value ?? '')}\n`;

/** The same, where there is a value. */
export const lineIf = (level: number, label: string, value: unknown): string => (value === undefined || value === null || value === '' ? '' : line(level, label, value));

const SKIPPED = 'kubectl.kubernetes.io/last-applied-configuration';
const MAX_ANNOTATION = 140;

/** printLabelsMultiline. */
export function labelLines(title: string, labels: Texts, initial = '', inner = '\t'): string {
  const keys = Object.keys(labels ?? {}).sort();
  const head = `${initial}${title}:${inner}`;
  return keys.length === 0 ? `${head}<none>\n` : head + keys.map((key) => `${key}=${labels?.[key]}\n`).join(`${initial}${inner}`);
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const shorten = (text: string, most: number): string => (bytes(text) > most ? `${new TextDecoder().decode(new TextEncoder().encode(text).slice(0, most))}...` : text);

/** printAnnotationsMultiline. */
export function annotationLines(title: string, annotations: Texts): string {
  const keys = Object.keys(annotations ?? {}).filter((key) => key !== SKIPPED).sort();
  if (keys.length === 0) return `${title}:\t<none>\n`;
  const shown = keys.map((key) => {
    const value = (annotations?.[key] ?? '').replace(/\n$/, '');
    if (bytes(value) + bytes(key) + 2 <= MAX_ANNOTATION && !value.includes('\n')) return `${key}: ${value}\n`;
    return `${key}:\n${value.split('\n').map((one) => `\t  ${shorten(one, MAX_ANNOTATION - 2)}\n`).join('')}`;
  });
  return `${title}:\t${shown.join('\t')}`;
}

/** Name, namespace where there is one, labels, annotations. */
export function head({ name = '', namespace, labels, annotations }: { readonly name?: string; readonly namespace?: string | undefined; readonly labels?: Texts; readonly annotations?: Texts }): string {
  return `${line(0, 'Name', name)}${namespace === undefined ? '' : line(0, 'Namespace', namespace)}${labelLines('Labels', labels)}${annotationLines('Annotations', annotations)}`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** A time in Go's layout RFC1123Z; nothing at all is Go's zero time. */
export function rfc1123(time: string | null | undefined): string {
  const micros = parseTime(time ?? '');
  if (micros === undefined) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const days = Math.floor(micros / DAY);
  const seconds = Math.floor((micros - days * DAY) / 1_000_000);
  const { year, month, day } = dateFromDays(days);
  const weekday = DAYS[(((days + 4) % 7) + 7) % 7];
  return `${weekday}, ${two(day)} ${MONTHS[month - 1]} ${year} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} +0000`;
}

/** A time as Go's String prints it in UTC: `2026-06-01 12:00:00 +0000 UTC`. */
export const goTime = (time: string | null | undefined): string => (parseTime(time ?? '') === undefined ? '0001-01-01 00:00:00 +0000 UTC' : `${(time ?? '').replace('T', ' ').replace(/(\.\d+)?Z$/, '')} +0000 UTC`);

export const sinceText = (time: string | null | undefined, now: number): string => {
  const then = parseTime(time ?? '');
  return then === undefined ? '<unknown>' : humanDuration(now - then);
};

export const orNone = (text: string): string => (text === '' ? '<none>' : text);
export const boolText = (value: boolean | null | undefined): string => (value === undefined || value === null ? '<unset>' : value ? 'True' : 'False');
export const listText = (items: readonly unknown[] | null | undefined): string => `[${(items ?? []).map(String).join(' ')}]`;

/** Lines of a table with a rule of dashes under its titles. */
export function ruled(level: number, titles: readonly string[], rules: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [titles, rules, ...rows].map((row) => `${indent(level)}${row.map((cell) => String(cell ?? '')).join('\t')}\n`).join('');
}

export { formatLabels };

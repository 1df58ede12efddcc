import { useCallback } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { StoredLine } from '@site/src/simulation/tools/manifest-check/stored';
import { originMessages } from './messages';
import { otherFields } from './other-fields';
import { podFields } from './pod-fields';

/** The catalogs of one language that {@link lineMeaning} needs. */
export interface MeaningTexts {
  readonly origin: (typeof originMessages)['ko'];
  readonly fields: Readonly<Record<string, string>>;
}

/** What a line of a stored object means. */
export interface Meaning {
  readonly text: string;
  /** The path that the sentence is about: the line's own or one around it. */
  readonly path: string;
}

const around = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
/** `core.v1.Container` → `Container`. */
const shortType = (owner: string): string => owner.slice(owner.lastIndexOf('.') + 1);
/** Where upstream keeps the defaults of a type. */
const sourceOf = (owner: string): string => `pkg/apis/${owner.split('.').slice(0, 2).join('/')}/defaults.go`;

/** Whether what stands at `path` is an item or an entry of what stands around it, at `outer`. */
const isItemOf = (path: string, outer: string, line: StoredLine, one: StoredLine): boolean => path[outer.length] === '[' || (line.field !== undefined && line.field.join() === one.field?.join());

/** The sentence of a field, or of the nearest one around it that the same hand added or added to. */
function written(line: StoredLine, lines: ReadonlyMap<string, StoredLine>, fields: MeaningTexts['fields']): Meaning | undefined {
  for (let path = line.path; path !== ''; path = around(path)) {
    const one = lines.get(path);
    if (one === undefined) continue;
    const text = one.field === undefined ? undefined : (fields[`${shortType(one.field[0])}.${one.field[1]}`] ?? fields[`*.${one.field[1]}`]);
    if (one.origin !== line.origin) return text !== undefined && isItemOf(line.path, path, line, one) ? { text, path } : undefined;
    if (text !== undefined) return { text, path };
  }
  return undefined;
}

const byPath = new WeakMap<readonly StoredLine[], ReadonlyMap<string, StoredLine>>();
function indexOf(lines: readonly StoredLine[]): ReadonlyMap<string, StoredLine> {
  let index = byPath.get(lines);
  // The first line of a path names it; a text of several lines repeats it.
  if (index === undefined) byPath.set(lines, (index = new Map([...lines].reverse().map((line) => [line.path, line]))));
  return index;
}

/** What a line means and who wrote it, in one language. */
export function lineMeaning(line: StoredLine, lines: readonly StoredLine[], { origin, fields }: MeaningTexts): Meaning {
  const { path, sent = '', field } = line;
  if (line.origin === 'sent') return { text: origin.sent, path };
  if (line.origin === 'changed') return { text: /^[+-]?[\d.]+(?:[eE][+-]?\d+|[numkKMGTPE]i?)?$/.test(sent) && sent !== '' ? origin.quantity(sent) : origin.changed(sent), path };
  const own = written(line, indexOf(lines), fields);
  if (own !== undefined) return own;
  if (line.origin !== 'default') return { text: origin[line.origin], path };
  if (line.text.endsWith(':')) return { text: origin.container, path };
  return { text: field === undefined ? origin.declared : origin.default(`${shortType(field[0])}.${field[1]}`, sourceOf(field[0])), path };
}

/** What a line of a stored object means, in the reader's language. */
export function useLineMeaning(): (line: StoredLine, lines: readonly StoredLine[]) => Meaning {
  const origin = useMessages(originMessages);
  const pods = useMessages(podFields);
  const others = useMessages(otherFields);
  return useCallback((line, lines) => lineMeaning(line, lines, { origin, fields: { ...others, ...pods } }), [origin, others, pods]);
}

import { COLUMNS, KINDS, textIn, type Column, type Kind, type Tool } from '../distributions/data';
import type { Locale } from '@site/src/i18n/messages';

export type SortColumn = 'name' | Column;

export interface TableState {
  kind: Kind | 'all';
  text: string;
  sort: { column: SortColumn; descending: boolean } | null;
  /** On a phone: the one column beside the name, or all. */
  phone: Column | 'all';
}

export const FIRST: TableState = { kind: 'all', text: '', sort: null, phone: 'nodes' };

/** Everything a row says in the reader's language, for the search. */
export function rowText(tool: Tool, locale: Locale): string {
  const facts = Object.values(tool.facts).flatMap((fact) => [textIn(fact.value, locale), fact.options ? textIn(fact.options, locale) : '']);
  return [tool.name, tool.first, ...facts].join(' ').toLocaleLowerCase(locale);
}

function compare(a: Tool, b: Tool, column: SortColumn, locale: Locale): number {
  if (column === 'name') return a.name.localeCompare(b.name, locale);
  const left = a.facts[column];
  const right = b.facts[column];
  if (left?.figure !== undefined && right?.figure !== undefined) return left.figure - right.figure;
  return textIn(left?.value ?? '', locale).localeCompare(textIn(right?.value ?? '', locale), locale, { numeric: true });
}

/** Whether a row has something to sort by in this column; rows without it stay last in both directions. */
function ranks(tool: Tool, column: SortColumn, byFigure: boolean): boolean {
  if (column === 'name') return true;
  return byFigure ? tool.facts[column]?.figure !== undefined : tool.facts[column] !== undefined;
}

/** The rows to show, in order. Equal rows keep the reading order. */
export function rows(tools: readonly Tool[], state: TableState, locale: Locale): readonly Tool[] {
  const words = state.text.toLocaleLowerCase(locale).split(/\s+/).filter(Boolean);
  const shown = tools.filter((tool) => {
    if (state.kind !== 'all' && tool.kind !== state.kind) return false;
    const text = rowText(tool, locale);
    return words.every((word) => text.includes(word));
  });
  const { sort } = state;
  if (!sort) return shown;
  const byFigure = sort.column === 'resources' || sort.column === 'price';
  const sign = sort.descending ? -1 : 1;
  const ranked = shown.filter((tool) => ranks(tool, sort.column, byFigure));
  const rest = shown.filter((tool) => !ranks(tool, sort.column, byFigure));
  return [...ranked.sort((a, b) => sign * compare(a, b, sort.column, locale)), ...rest];
}

/** Pressing a heading: ascending, descending, back to the reading order. */
export function nextSort(sort: TableState['sort'], column: SortColumn): TableState['sort'] {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

const isColumn = (value: unknown): value is Column => (COLUMNS as readonly unknown[]).includes(value);

export function parseTable(raw: unknown): TableState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { kind, text, sort, phone } = raw as Record<string, unknown>;
  if (kind !== 'all' && !(KINDS as readonly unknown[]).includes(kind)) return undefined;
  if (typeof text !== 'string' || text.length > 100) return undefined;
  if (phone !== 'all' && !isColumn(phone)) return undefined;
  const base = { kind: kind as Kind | 'all', text, phone: phone as Column | 'all' };
  if (sort === null) return { ...base, sort: null };
  if (typeof sort !== 'object') return undefined;
  const { column, descending } = sort as Record<string, unknown>;
  if ((column !== 'name' && !isColumn(column)) || typeof descending !== 'boolean') return undefined;
  return { ...base, sort: { column, descending } };
}

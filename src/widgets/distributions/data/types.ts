import type { Locale } from '@site/src/i18n/messages';

/** What a name in the list really is; comparing across kinds is the mistake that the guide corrects. */
export const KINDS = ['local', 'distribution', 'builder', 'manager', 'cloud'] as const;
export type Kind = (typeof KINDS)[number];

export const COLUMNS = ['nodes', 'datastore', 'cni', 'runtime', 'certificates', 'ha', 'upgrade', 'resources', 'licence', 'price', 'offline'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Source {
  title: string;
  url: string;
  /** The day on which someone last compared the statement with the source: YYYY-MM-DD; absent where that has not been done. */
  checked?: string;
}

/** A text that is the same in both languages (a name, a number) or one text for each. */
export type Text = string | Readonly<Record<Locale, string>>;

export interface Fact {
  value: Text;
  /** What it can be changed to, where the source says so. */
  options?: Text;
  source: Source;
  /**
   * The figure to sort by. `resources`: GB of memory of the smallest documented control-plane node (or machine, for local tools).
   * `price`: USD per cluster and hour for the control plane, in the cheapest paid or free tier named first.
   */
  figure?: number;
}

export interface Tool {
  id: string;
  name: string;
  kind: Kind;
  /** First command to type, or the first thing to do; the same in both languages. */
  first: string;
  home: string;
  /** A column without an entry has no statement that could be checked against a source; the table says so. */
  facts: Readonly<Partial<Record<Column, Fact>>>;
}

export const CHECKED = '2026-11-21';

export const source = (title: string, url: string): Source => ({ title, url, checked: CHECKED });

/** The page where the statement can be read, not compared with it again on the day of the check. */
export const unchecked = (title: string, url: string): Source => ({ title, url });

/** A fact with one text for each language. */
export const says = (from: Source, value: Record<Locale, string>, more: Pick<Fact, 'options' | 'figure'> = {}): Fact => ({ value, source: from, ...more });

/** A fact whose text is the same in both languages. */
export const is = (from: Source, value: string, more: Pick<Fact, 'options' | 'figure'> = {}): Fact => ({ value, source: from, ...more });

export function textIn(text: Text, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}

/** A command line as bash reads it (bash(1), SHELL GRAMMAR). */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'parameter'; readonly name: string; readonly quoted: boolean; readonly how?: Change }
  | { readonly kind: 'command'; readonly list: List; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly text: string; readonly quoted: boolean };

/** `${name:-word}` and its relatives: the sign, and the word after it. `length`: `${#name}`. */
export type Change =
  | { readonly sign: ':-' | '-' | ':=' | '=' | ':+' | '+' | ':?' | '?' | '#' | '##' | '%' | '%%' | '/' | '//'; readonly word: Word; readonly by?: Word }
  | { readonly sign: ':'; readonly word: Word }
  | { readonly sign: '^^' | ',,' | '^' | ',' | 'length' };

export type Word = readonly Part[];

export interface Redirect {
  /** 0, 1, 2; both outputs for `&>`. */
  readonly from: 0 | 1 | 2 | 'both';
  readonly kind: 'read' | 'write' | 'append' | 'text' | 'copy';
  /** A file; what a here-document or here-string holds; the number of the output that is copied. */
  readonly to: Word;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export type Command =
  | { readonly kind: 'simple'; readonly assignments: readonly Assignment[]; readonly words: readonly Word[]; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly Word[]; readonly body: List; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'while'; readonly until: boolean; readonly condition: List; readonly body: List; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'if'; readonly branches: readonly (readonly [condition: List, body: List])[]; readonly otherwise: List | null; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'group' | 'subshell'; readonly body: List; readonly redirects: readonly Redirect[] };

export interface Pipeline {
  readonly not: boolean;
  readonly time: boolean;
  readonly commands: readonly Command[];
}

/** Pipelines with what stands before each: whether the one before has to have succeeded (`&&`) or failed (`||`). */
export type List = readonly { readonly when: 'always' | 'and' | 'or'; readonly pipeline: Pipeline; readonly background: boolean }[];

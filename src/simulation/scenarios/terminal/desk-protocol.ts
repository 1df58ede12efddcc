/** What a page asks of a terminal, and what it is told: plain data, so that it crosses to a worker and back. */
import type { Entry } from '../../cluster/history/history';
import type { Completed } from '../../shell/complete/complete';
import type { ShellState } from '../../shell/shell';
import type { Ask, Report } from '../living/session';

export type Mode = 'ready' | 'more' | 'running' | 'reading' | 'editing';

export type DeskAsk =
  | { readonly kind: 'cluster'; readonly asked: Exclude<Ask, { readonly kind: 'advance' | 'replay' }> }
  | { readonly kind: 'advance'; readonly until: number }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'typed'; readonly text: string | null }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'complete'; readonly text: string; readonly cursor: number }
  | { readonly kind: 'write'; readonly path: string; readonly text: string | null }
  | { readonly kind: 'manifests' }
  | { readonly kind: 'size'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'checks'; readonly checks: readonly (readonly string[])[]; readonly fresh?: boolean }
  /** Something happens, as somebody else's command lines; they stand in no shell's history. */
  | { readonly kind: 'broken'; readonly lines: readonly string[] }
  | { readonly kind: 'restore'; readonly log: readonly Entry[]; readonly at: number; readonly shell: ShellState | null };

export interface DeskReport {
  readonly report: Report;
  readonly out: string;
  readonly mode: Mode;
  readonly prompt: string;
  readonly shell: ShellState;
  /** The file that waits in the editor. */
  readonly editing: { readonly path: string; readonly text: string } | null;
  readonly completed?: Completed;
  /** What the reader has put into the cluster, as YAML. */
  readonly manifests?: string;
  /** The checks that were given last. */
  readonly checks: readonly (readonly string[])[];
  /** Which of them hold now. */
  readonly held: readonly (readonly boolean[])[];
}

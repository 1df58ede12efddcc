import { drawSet, isKind, KINDS, seedOf, type KindName } from '@site/src/exam/draw';
import type { Task } from '@site/src/exam/task';

/** One sitting of the exam, from the choice of a set to its marks. Times are ms since 1970: an exam’s clock is the reader’s own. */
export interface ExamState {
  readonly kind: KindName;
  readonly seed: string;
  /** The set as it was given, in its order; empty before it begins. */
  readonly tasks: readonly string[];
  readonly begun: number | null;
  readonly ended: number | null;
  /** Whether each sub-check held at the end; null until that has been looked at. */
  readonly held: readonly boolean[] | null;
  /** Which task is shown. */
  readonly at: number;
  readonly flags: readonly string[];
}

export const FIRST_SEED = 'KX26';

export const chosen = (kind: KindName, seed: string): ExamState => ({ kind, seed, tasks: [], begun: null, ended: null, held: null, at: 0, flags: [] });

export const initialState = chosen('full', FIRST_SEED);

type Pool = readonly Task<string>[];

/** The tasks of a state, in their order; before it begins those that its seed draws. */
export function setOf(pool: Pool, { kind, seed, tasks }: Pick<ExamState, 'kind' | 'seed' | 'tasks'>): Pool {
  const ids = tasks.length > 0 ? tasks : drawSet(pool, kind, seed);
  return ids.flatMap((id) => pool.filter((task) => task.id === id));
}

export const begin = (pool: Pool, { kind, seed }: ExamState, now: number): ExamState => ({ ...chosen(kind, seed), tasks: drawSet(pool, kind, seed), begun: now });

/** ms that are left; 0 once it has ended. */
export function left({ kind, begun, ended }: ExamState, now: number): number {
  if (begun === null) return KINDS[kind].minutes * 60_000;
  return ended === null ? Math.max(0, begun + KINDS[kind].minutes * 60_000 - now) : 0;
}

const isTexts = (raw: unknown): raw is readonly string[] => Array.isArray(raw) && raw.length <= 100 && raw.every((one) => typeof one === 'string');
const isTime = (raw: unknown): raw is number | null => raw === null || (typeof raw === 'number' && Number.isFinite(raw) && raw > 0);

/** A set that a link names is `{kind, seed}` alone. Of a sitting whose tasks are no longer in the pool the choice is left. */
export function parseState(raw: unknown, pool: Pool): ExamState | undefined {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw) || !('seed' in raw)) return undefined;
  const { kind, seed, tasks = [], begun = null, ended = null, held = null, at = 0, flags = [] } = raw as Partial<Record<keyof ExamState, unknown>>;
  if (!isKind(kind) || typeof seed !== 'string' || seedOf(seed) !== seed) return undefined;
  if (!isTexts(tasks) || !isTexts(flags) || !isTime(begun) || !isTime(ended) || typeof at !== 'number' || !Number.isInteger(at)) return undefined;
  if (held !== null && !(Array.isArray(held) && held.every((one) => typeof one === 'boolean'))) return undefined;
  const known = tasks.every((id) => pool.some((task) => task.id === id));
  if (begun === null || tasks.length === 0 || !known) return chosen(kind, seed);
  const parts = pool.filter(({ id }) => tasks.includes(id)).reduce((sum, { checks }) => sum + checks.length, 0);
  // Marks of a task that has other parts by now would be wrong marks: they are looked at again.
  const marks = held as readonly boolean[] | null;
  return { kind, seed, tasks, begun, ended, held: marks !== null && marks.length === parts ? marks : null, at: Math.min(Math.max(0, at), tasks.length - 1), flags: flags.filter((id) => tasks.includes(id)) };
}

/** A sitting in the reader's record: its set and when it began, as `KX26 2026-11-29T14:45Z`. */
export const sittingOf = (seed: string, begun: number): string => `${seed} ${new Date(begun).toISOString().slice(0, 16)}Z`;

export function readSitting(sitting: string): { readonly seed: string; readonly begun: Date } | undefined {
  const [seed = '', at = ''] = sitting.split(' ');
  const begun = new Date(at);
  return seed === '' || seedOf(seed) !== seed || Number.isNaN(begun.getTime()) ? undefined : { seed, begun };
}

/** `1:05:09`, and `05:09` below an hour. */
export function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}

/** Minutes at which the time that is left is said aloud. */
const SAID = [60, 30, 15, 5, 1] as const;

/** The last of those moments that has passed; null before the first. */
export const saidOf = (ms: number): number | null => SAID.findLast((minutes) => ms <= minutes * 60_000) ?? null;

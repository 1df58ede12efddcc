/** One cluster with what all tasks of a set need. */
import type { Start } from '../simulation/scenarios/terminal/start';
import type { Task } from './task';

/** Seconds that pass before the reader comes, so that what runs is up and what is broken shows it. */
const SETTLED = 60;
/** And after it has been broken. */
const BROKEN_FOR = 60;

const once = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

const joined = (texts: readonly (string | undefined)[]): string => texts.map((text) => text?.trim() ?? '').filter((text) => text !== '').join('\n---\n');

/** The starts of several tasks as one. Their namespaces come first; a file or an image of the same name has to be the same in all. */
export function startOf(tasks: readonly Pick<Task<unknown>, 'id' | 'start' | 'namespaces'>[]): Start {
  const starts = tasks.map(({ start }) => start);
  const list = <K extends 'spare' | 'stopped' | 'addons' | 'installed'>(field: K) => once(starts.flatMap((start) => (start[field] ?? []) as readonly string[]));
  const record = <K extends 'files' | 'images'>(field: K) => Object.assign({}, ...starts.map((start) => start[field] ?? {})) as NonNullable<Start[K]>;
  return {
    namespaces: once(tasks.flatMap(({ namespaces }) => namespaces)), manifests: joined(starts.map(({ manifests }) => manifests)),
    files: record('files'), images: record('images'), spare: list('spare'), stopped: list('stopped'), addons: list('addons') as NonNullable<Start['addons']>, installed: list('installed') as NonNullable<Start['installed']>,
    settled: Math.max(SETTLED, ...starts.map(({ settled = 0 }) => settled)), broken: starts.flatMap(({ broken = [] }) => broken), brokenFor: Math.max(BROKEN_FOR, ...starts.map(({ brokenFor = 0 }) => brokenFor)),
  };
}

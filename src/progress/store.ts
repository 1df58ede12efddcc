import { mergeProgress } from './change';
import { emptyProgress, type Progress } from './forms';
import { readText } from './migrate';

export const KEY = 'kx.progress';

/** A text that can't be read is set aside under this key, or this key and a number, before anything is written. */
export const ASIDE = `${KEY}.unreadable`;

/**
 * How safe the reader's marks are:
 * - `unknown`: on the server and until the page has come alive;
 * - `kept`: what is shown is what is stored;
 * - `off`, `full`: the browser refuses to store (a private window, cookies blocked; no space), so marks last until the page is left;
 * - `newer`: a newer version of the site wrote the store, which is neither read nor overwritten;
 * - `unreadable`: what is stored is damaged; the next mark sets it aside and starts afresh.
 */
export type Keeping = 'unknown' | 'kept' | 'off' | 'full' | 'newer' | 'unreadable';

export interface ProgressState {
  progress: Progress;
  keeping: Keeping;
  /** What a replacement would go back to; gone with the next mark, which going back would lose. */
  undo: Progress | null;
}

export const serverState: ProgressState = { progress: emptyProgress, keeping: 'unknown', undo: null };

export interface ProgressStore {
  get: () => ProgressState;
  subscribe: (listener: () => void) => () => void;
  /** Applies a reader's change to what is stored at this moment, so that two tabs do not undo each other. */
  update: (change: (progress: Progress) => Progress) => void;
  /** Puts other progress in the place of all there is (an import, a fresh start); `undoReplace` takes it back. */
  replace: (progress: Progress) => void;
  undoReplace: () => void;
}

type Area = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * @param area gives the storage, or throws when the browser has it switched off
 * @param watch calls back when another tab may have written; returns how to stop
 */
export function createProgressStore(area: () => Area, watch: (onChange: () => void) => () => void): ProgressStore {
  let state: ProgressState | null = null;
  let seen: string | null = null;
  /** The marks in memory could not be stored. */
  let unsaved = false;
  let stopWatching: (() => void) | null = null;
  const listeners = new Set<() => void>();

  /** Brings the state in step with the storage. */
  function look(): ProgressState {
    let text: string | null;
    try {
      text = area().getItem(KEY);
    } catch {
      state = { progress: state?.progress ?? emptyProgress, keeping: 'off', undo: state?.undo ?? null };
      return state;
    }
    if (state && text === seen) return state;
    seen = text;
    const reading = text === null ? ({ kind: 'progress', progress: emptyProgress } as const) : readText(text);
    if (reading.kind === 'newer') {
      unsaved = false;
      state = { progress: emptyProgress, keeping: 'newer', undo: null };
    } else if (reading.kind === 'damaged') {
      state = { progress: state?.progress ?? emptyProgress, keeping: 'unreadable', undo: null };
    } else if (unsaved && state) {
      state = { ...state, progress: mergeProgress(reading.progress, state.progress), undo: null };
    } else {
      state = { progress: reading.progress, keeping: 'kept', undo: null };
    }
    return state;
  }

  function write(before: ProgressState, progress: Progress, undo: Progress | null): void {
    const text = JSON.stringify(progress);
    let keeping: Keeping = 'kept';
    try {
      const storage = area();
      if (before.keeping === 'unreadable' && seen !== null) setAside(storage, seen);
      storage.setItem(KEY, text);
      seen = text;
      unsaved = false;
    } catch (error) {
      unsaved = true;
      // A damaged text that could not be set aside is still in its place.
      keeping = before.keeping === 'unreadable' ? 'unreadable' : isFull(error) ? 'full' : 'off';
    }
    state = { progress, keeping, undo };
    listeners.forEach((listener) => listener());
  }

  function onOtherTab(): void {
    const before = state;
    if (look() !== before) listeners.forEach((listener) => listener());
  }

  return {
    get: () => state ?? look(),
    subscribe(listener) {
      listeners.add(listener);
      if (!stopWatching) {
        stopWatching = watch(onOtherTab);
        // Nobody watched until now.
        look();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopWatching?.();
        stopWatching = null;
      };
    },
    update(change) {
      const before = look();
      if (before.keeping === 'newer') {
        listeners.forEach((listener) => listener());
        return;
      }
      write(before, change(before.progress), null);
    },
    replace(progress) {
      const before = look();
      if (before.keeping !== 'newer') write(before, progress, before.progress);
    },
    undoReplace() {
      const before = look();
      if (before.undo && before.keeping !== 'newer') write(before, before.undo, null);
    },
  };
}

/** Keeps an unreadable text without touching one that was set aside earlier. */
function setAside(storage: Area, text: string): void {
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? ASIDE : `${ASIDE}.${n}`;
    const there = storage.getItem(key);
    if (there === text) return;
    if (there !== null) continue;
    storage.setItem(key, text);
    return;
  }
}

const isFull = (error: unknown): boolean => error instanceof DOMException && /quota/i.test(error.name);

/** The reader's own progress: one for both languages, as they share an origin. */
export const progressStore = createProgressStore(
  () => window.localStorage,
  (onChange) => {
    // `key` is null when everything was cleared. A page that comes back from the back-forward cache has missed the events.
    const onStorage = ({ key }: StorageEvent) => (key === KEY || key === null) && onChange();
    window.addEventListener('storage', onStorage);
    window.addEventListener('pageshow', onChange);
    return () => {
      window.removeEventListener('storage', onStorage);
      window.removeEventListener('pageshow', onChange);
    };
  },
);

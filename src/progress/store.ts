/**
 * What a reader has done, kept in this browser for both languages under one key with a version number.
 * A text that can't be read is set aside under `<key>.unreadable` before anything is written.
 */
const KEY = 'kx.progress';
const VERSION = 1;

export interface Progress {
  v: typeof VERSION;
  /** Ticked objectives: page id → objective ids. */
  objectives: Readonly<Record<string, readonly string[]>>;
}

export const emptyProgress: Progress = { v: VERSION, objectives: {} };

/** Reads the stored form; `undefined` when it is none. */
export function parseProgress(text: string): Progress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { v, objectives } = value as Partial<Progress>;
  if (v !== VERSION || typeof objectives !== 'object' || objectives === null) return undefined;
  const clean: Record<string, readonly string[]> = {};
  for (const [page, ids] of Object.entries(objectives)) {
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) return undefined;
    clean[page] = ids;
  }
  return { v: VERSION, objectives: clean };
}

export function toggleObjective(progress: Progress, page: string, id: string): Progress {
  const ticked = progress.objectives[page] ?? [];
  const next = ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id];
  return { ...progress, objectives: { ...progress.objectives, [page]: next } };
}

let memory: Progress | null = null;
const listeners = new Set<() => void>();

function load(): Progress {
  let text: string | null = null;
  try {
    text = window.localStorage.getItem(KEY);
  } catch {
    // Storage is switched off: progress lives until the page is left.
  }
  if (text === null) return emptyProgress;
  const parsed = parseProgress(text);
  if (parsed === undefined) {
    try {
      window.localStorage.setItem(`${KEY}.unreadable`, text);
    } catch {
      // Storage is full: the unreadable text stays where it is until the first change.
    }
    return emptyProgress;
  }
  return parsed;
}

export function getProgress(): Progress {
  memory ??= load();
  return memory;
}

export function updateProgress(change: (progress: Progress) => Progress): void {
  memory = change(getProgress());
  try {
    window.localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Storage is off or full: the tick still shows until the page is left.
  }
  listeners.forEach((listener) => listener());
}

export function subscribeProgress(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    memory = null;
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

import type { Outlines } from './place';

/**
 * Which objectives each page, and which steps each lab had when this browser last showed it, so that the map can say “2 of 6”. The site's knowledge and
 * not the reader's: it is not exported, and losing it costs nothing but the “of 6”.
 */
export const OUTLINES_KEY = 'kx.outlines';

const none: Outlines = {};
let memory: Outlines | null = null;
const listeners = new Set<() => void>();

/** Reads the stored text; whatever does not fit counts as not seen. Never throws. */
export function parseOutlines(text: string | null): Outlines {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return none;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return none;
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every((id) => typeof id === 'string')));
}

export function getOutlines(): Outlines {
  if (memory) return memory;
  try {
    memory = parseOutlines(window.localStorage.getItem(OUTLINES_KEY));
  } catch {
    // Storage is switched off.
    memory = none;
  }
  return memory;
}

/** On the server, and until a page has come alive. */
export const serverOutlines: Outlines = none;

/** Notes the objectives of a page that is being shown. */
export function noteOutline(page: string, ids: readonly string[]): void {
  const before = getOutlines();
  if (Object.hasOwn(before, page) && before[page].join('\n') === ids.join('\n')) return;
  memory = { ...before, [page]: [...ids] };
  try {
    // Another tab may have seen other pages since.
    memory = { ...parseOutlines(window.localStorage.getItem(OUTLINES_KEY)), [page]: [...ids] };
    window.localStorage.setItem(OUTLINES_KEY, JSON.stringify(memory));
  } catch {
    // Storage is off or full: known until the page is left.
  }
  listeners.forEach((listener) => listener());
}

export function subscribeOutlines(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key !== OUTLINES_KEY && key !== null) return;
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

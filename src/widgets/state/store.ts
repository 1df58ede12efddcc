import type { Place } from '@site/src/islands/place';

/** What is written: the form's version and the state. */
export interface Stored {
  v: number;
  s: unknown;
}

export function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && typeof (value as Stored).v === 'number' && 's' in value;
}

/** Where a widget's state lies in the browser's storage. */
export interface Keys {
  readonly own: string;
  /** Where older editions kept it; read when `own` holds nothing, and removed with the next change. */
  readonly old: string | null;
}

/** Before places had names of their own, every widget stood on one page only and its state under its name alone. */
const OLD_PAGES: Readonly<Record<string, string>> = {
  'home-cluster': '',
  'container-vs-vm': 'why-kubernetes',
  'cgroup-lab': 'why-kubernetes',
  'scheduler-lab': 'why-kubernetes',
  'distribution-chooser': 'guides/choosing-a-distribution',
  'distribution-table': 'guides/choosing-a-distribution',
  'cost-calculator': 'guides/choosing-a-distribution',
  'route-planner': 'guides/learning-roadmap',
  'pods-per-node': 'guides/open-questions',
};

/** Personal records are the reader's, wherever the widget stands; everything else belongs to its place. */
export function keysOf(name: string, place: Place | null, personal: boolean): Keys {
  const plain = `kx.widget.${name}`;
  if (personal || place === null) return { own: plain, old: null };
  return { own: `kx.widget.${place.page}#${place.id}`, old: place.id === name && OLD_PAGES[name] === place.page ? plain : null };
}

/** The text under a key; null when there is none or storage is switched off. Never throws. */
export function readText(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** False when storage is full or switched off. Never throws. */
export function writeText(key: string, text: string): boolean {
  try {
    window.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

export function remove(key: string): void {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // Storage is switched off: there is nothing to remove.
  }
}

/** JSON text as a stored value; undefined for anything else. */
export function parseStored(text: string): Stored | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isStored(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

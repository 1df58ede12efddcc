import { useCallback, useEffect, useRef, useState } from 'react';
import { islandElementId } from '@site/src/islands/islandElementId';
import { decodeState, encodeState } from './shareState';

export interface WidgetStateOptions<S> {
  /** Stable name: the storage key and the query parameter. */
  id: string;
  /** Raise it when the stored form changes, and let `parse` read the older forms too. */
  version: number;
  initial: S;
  /** Checks a stored or shared value; `undefined` when it can't be understood. Must not throw. */
  parse: (raw: unknown, version: number) => S | undefined;
  /** The reader's own record and nothing to show around: no address holds it, so that no old one can bring an old record back. */
  personal?: boolean;
}

export type StateNotice = 'bad-link' | 'bad-storage' | 'from-link' | 'storage-full';

export interface WidgetState<S> {
  state: S;
  setState: (next: S | ((previous: S) => S)) => void;
  reset: () => void;
  /** Takes the last reset back; null when there was none. */
  undoReset: (() => void) | null;
  /** What the frame has to tell the reader about where the state came from. */
  notice: StateNotice | null;
  /** Brings back what the reader had before a shared link replaced it; null when there is nothing to bring back. */
  restoreOwn: (() => void) | null;
  /** The address that opens the page with this state; null where it is personal. */
  shareUrl: (() => Promise<string>) | null;
}

interface Stored {
  v: number;
  s: unknown;
}

const storageKey = (id: string) => `kx.widget.${id}`;

function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && typeof (value as Stored).v === 'number' && 's' in value;
}

/** Storage may be switched off, full or foreign: reading and writing never throw. */
function readStored(key: string): { text: string | null; value: unknown } {
  try {
    const text = window.localStorage.getItem(key);
    return { text, value: text === null ? undefined : JSON.parse(text) };
  } catch {
    let text: string | null = null;
    try {
      text = window.localStorage.getItem(key);
    } catch {
      // Storage is switched off: there is nothing to read.
    }
    return { text, value: undefined };
  }
}

function writeStored(key: string, text: string): boolean {
  try {
    window.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/**
 * State of one widget, kept in the browser's storage (shared by both languages) and, unless it is personal, mirrored into the address, so a
 * reload, a language switch and a shared link all bring it back. A shared link never destroys the reader's own work: it is set aside
 * and `restoreOwn` brings it back. Text that can't be read is set aside under `<key>.unreadable`, never overwritten unseen.
 */
export function useWidgetState<S>({ id, version, initial, parse, personal = false }: WidgetStateOptions<S>): WidgetState<S> {
  const key = storageKey(id);
  const parseRef = useRef(parse);
  parseRef.current = parse;

  const load = useCallback(
    (from: string): { state?: S; bad: boolean; text: string | null } => {
      if (typeof window === 'undefined') return { bad: false, text: null };
      const { text, value } = readStored(from);
      if (text === null) return { bad: false, text };
      const state = isStored(value) ? parseRef.current(value.s, value.v) : undefined;
      return { state, bad: state === undefined, text };
    },
    [],
  );

  const [first] = useState(() => load(key));
  const [state, setStateNow] = useState<S>(first.state ?? initial);
  const [notice, setNotice] = useState<StateNotice | null>(first.bad ? 'bad-storage' : null);
  const [own, setOwn] = useState<S | null>(null);
  const dirty = useRef(false);

  useEffect(() => {
    if (first.bad && first.text !== null) writeStored(`${key}.unreadable`, first.text);
    const shared = personal ? null : new URLSearchParams(window.location.search).get(id);
    if (shared === null) return undefined;
    let cancelled = false;
    void decodeState(shared).then((value) => {
      if (cancelled || dirty.current) return;
      const parsed = isStored(value) ? parseRef.current(value.s, value.v) : undefined;
      if (parsed === undefined) {
        setNotice('bad-link');
        return;
      }
      if (first.state !== undefined && JSON.stringify(first.state) !== JSON.stringify(parsed)) {
        setOwn(first.state);
        setNotice('from-link');
      }
      setStateNow(parsed);
    });
    return () => {
      cancelled = true;
    };
  }, [first, id, key, personal]);

  // Storage is written at once (a reload may come at any time), the address a little later.
  useEffect(() => {
    if (!dirty.current) return undefined;
    const stored: Stored = { v: version, s: state };
    if (!writeStored(key, JSON.stringify(stored))) setNotice('storage-full');
    if (personal) return undefined;
    const timer = window.setTimeout(() => {
      void encodeState(stored).then((text) => replaceParameter(id, text));
    }, 400);
    return () => window.clearTimeout(timer);
  }, [id, key, personal, state, version]);

  const setState = useCallback((next: S | ((previous: S) => S)) => {
    dirty.current = true;
    setStateNow(next);
  }, []);

  const [beforeReset, setBeforeReset] = useState<S | null>(null);
  const current = useRef(state);
  current.current = state;
  const initialRef = useRef(initial);
  initialRef.current = initial;
  const reset = useCallback(() => {
    setBeforeReset(current.current);
    dirty.current = false;
    try {
      window.localStorage.removeItem(key);
    } catch {
      // Storage is switched off: there is nothing to remove.
    }
    replaceParameter(id, null);
    setNotice(null);
    setOwn(null);
    setStateNow(initialRef.current);
  }, [id, key]);

  const undoReset = useCallback(() => {
    if (beforeReset === null) return;
    dirty.current = true;
    setStateNow(beforeReset);
    setBeforeReset(null);
  }, [beforeReset]);

  const restoreOwn = useCallback(() => {
    if (own === null) return;
    dirty.current = true;
    setStateNow(own);
    setOwn(null);
    setNotice(null);
  }, [own]);

  const shareUrl = useCallback(async () => {
    const text = await encodeState({ v: version, s: state });
    const url = new URL(window.location.href);
    url.searchParams.set(id, text);
    url.hash = islandElementId(id);
    return url.toString();
  }, [id, state, version]);

  return {
    state,
    setState,
    reset,
    undoReset: beforeReset === null ? null : undoReset,
    notice,
    restoreOwn: own === null ? null : restoreOwn,
    shareUrl: personal ? null : shareUrl,
  };
}

/** Changes one query parameter without a navigation: the router need not know, and nothing scrolls. */
function replaceParameter(name: string, value: string | null): void {
  const url = new URL(window.location.href);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  window.history.replaceState(window.history.state, '', url);
}

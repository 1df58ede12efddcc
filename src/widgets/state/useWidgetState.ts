import { useCallback, useEffect, useRef, useState } from 'react';
import { islandElementId } from '@site/src/islands/islandElementId';
import { usePlace } from '@site/src/islands/place';
import { MAX_PACKED, packedIn, withPacked } from './address';
import { receive, type HandedOver } from './handOver';
import { pack, unpack } from './packed';
import { isStored, keysOf, parseStored, readText, remove, writeText, type Stored } from './store';

export interface WidgetStateOptions<S> {
  /** The widget's name, and its id where the page gives none. */
  name: string;
  /** Raise it when the stored form changes, and let `parse` read the older forms too. */
  version: number;
  initial: S;
  /** Checks a stored or shared value; `undefined` when it can't be understood. Must not throw. */
  parse: (raw: unknown, version: number) => S | undefined;
  /** The state for what the page hands over (a preset, a text); `undefined` for what it does not know. */
  take?: (what: HandedOver, now: S) => S | undefined;
  /** The reader's own record and nothing to show around: no address holds it, and it is the same wherever the widget stands. */
  personal?: boolean;
}

export type StateNotice = 'bad-link' | 'bad-storage' | 'bad-file' | 'from-link' | 'from-page' | 'from-file' | 'aside' | 'storage-full' | 'too-large';

/** An address that opens the state, or a file where the state is too large for one. */
export type Shared = { kind: 'link'; url: string } | { kind: 'file'; file: SavedFile };

export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

export interface WidgetState<S> {
  state: S;
  setState: (next: S | ((previous: S) => S)) => void;
  reset: () => void;
  /** Takes the last reset back; null when there was none. */
  undoReset: (() => void) | null;
  /** What the frame has to tell the reader about where the state came from. */
  notice: StateNotice | null;
  /** What the reader had before something else took its place: brings it back, or lets it go. Null when nothing lies aside. */
  aside: { restore: () => void; drop: () => void } | null;
  /** Null where the state is personal. */
  share: (() => Promise<Shared>) | null;
  /** The state as a file to keep; null where it is personal. */
  save: (() => SavedFile) | null;
  /** Takes the text of such a file; what was there before lies aside. */
  open: ((text: string) => void) | null;
}

/** Texts up to this length are written at every change; longer ones when the reader pauses, and at the latest when the page goes. */
const AT_ONCE = 200_000;
const PAUSE_MS = 500;

/**
 * State of one widget, kept in the browser's storage under its place (page and id), the same in both languages. An address carries it only when
 * the reader shares it, in the fragment. Whatever takes the place of the reader's own work (a shared address, an example of the page, a
 * file) sets that aside under `<key>.own` until the reader brings it back or lets it go. Text that can't be read is set aside under
 * `<key>.unreadable`, never overwritten unseen.
 */
export function useWidgetState<S>({ name, version, initial, parse, take, personal = false }: WidgetStateOptions<S>): WidgetState<S> {
  const place = usePlace();
  const id = place?.id ?? name;
  const [keys] = useState(() => keysOf(name, place, personal));
  const latest = useRef({ parse, take, initial });
  latest.current = { parse, take, initial };
  const read = useCallback((stored: Stored | undefined): S | undefined => (stored === undefined ? undefined : latest.current.parse(stored.s, stored.v)), []);

  const [first] = useState(() => {
    if (typeof window === 'undefined') return { text: null, state: undefined, own: undefined };
    const text = readText(keys.own) ?? (keys.old === null ? null : readText(keys.old));
    const aside = readText(`${keys.own}.own`);
    return { text, state: text === null ? undefined : read(parseStored(text)), own: aside === null ? undefined : read(parseStored(aside)) };
  });
  const unreadable = first.text !== null && first.state === undefined;
  const [state, setStateNow] = useState<S>(first.state ?? initial);
  const [own, setOwn] = useState<S | null>(first.own ?? null);
  const [notice, setNotice] = useState<StateNotice | null>(unreadable ? 'bad-storage' : first.own !== undefined ? 'aside' : null);
  const [beforeReset, setBeforeReset] = useState<S | null>(null);
  const current = useRef(state);
  current.current = state;
  /** The reader has work of their own here: it must not vanish. */
  const worked = useRef(first.state !== undefined);
  const dirty = useRef(false);

  useEffect(() => {
    if (unreadable && first.text !== null) writeText(`${keys.own}.unreadable`, first.text);
  }, [first, keys, unreadable]);

  const write = useCallback(
    (value: S): boolean => {
      // What could not be read back is not written: it would seem kept.
      if (latest.current.parse(value, version) === undefined) {
        setNotice('too-large');
        return false;
      }
      if (!writeText(keys.own, JSON.stringify({ v: version, s: value } satisfies Stored))) {
        setNotice('storage-full');
        return false;
      }
      if (keys.old !== null) remove(keys.old);
      setNotice((now) => (now === 'too-large' || now === 'storage-full' ? null : now));
      return true;
    },
    [keys, version],
  );

  // A reload may come at any time, so most states are written at once.
  useEffect(() => {
    if (!dirty.current) return undefined;
    if (roughLength(state) <= AT_ONCE) {
      write(state);
      return undefined;
    }
    let left = true;
    const flush = () => {
      if (left) write(state);
      left = false;
    };
    const timer = window.setTimeout(flush, PAUSE_MS);
    window.addEventListener('pagehide', flush);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('pagehide', flush);
    };
  }, [state, write]);

  const setState = useCallback(
    (next: S | ((previous: S) => S)) => {
      dirty.current = true;
      worked.current = true;
      forgetAddress(id);
      setStateNow(next);
    },
    [id],
  );

  /** Something that is not the reader's own work takes its place. */
  const adopt = useCallback(
    (next: S, why: StateNotice) => {
      const before = current.current;
      if (JSON.stringify(before) === JSON.stringify(next)) return;
      let kept = true;
      if (worked.current) {
        kept = writeText(`${keys.own}.own`, JSON.stringify({ v: version, s: before } satisfies Stored));
        setOwn(before);
        setNotice(why);
      }
      worked.current = false;
      dirty.current = false;
      setBeforeReset(null);
      setStateNow(next);
      // Where there is no room for both, the reader's own work stays in storage and the other only on the screen.
      if (kept) write(next);
    },
    [keys, version, write],
  );

  useEffect(() => {
    if (personal) return undefined;
    let left = false;
    const look = () => {
      const packed = packedIn(window.location, id);
      if (packed === null) return;
      window.history.replaceState(window.history.state, '', withPacked(window.location.href, id, packed));
      void unpack(packed).then((value) => {
        if (left) return;
        const shared = isStored(value) ? read(value) : undefined;
        if (shared === undefined) setNotice('bad-link');
        else adopt(shared, 'from-link');
      });
    };
    look();
    window.addEventListener('hashchange', look);
    return () => {
      left = true;
      window.removeEventListener('hashchange', look);
    };
  }, [adopt, id, personal, read]);

  useEffect(
    () =>
      receive(id, (what) => {
        const next = latest.current.take?.(what, current.current);
        if (next === undefined) return;
        forgetAddress(id);
        adopt(next, 'from-page');
      }),
    [adopt, id],
  );

  const forgetOwn = useCallback(() => {
    remove(`${keys.own}.own`);
    setOwn(null);
    setNotice(null);
  }, [keys]);

  const reset = useCallback(() => {
    setBeforeReset(current.current);
    dirty.current = false;
    worked.current = false;
    remove(keys.own);
    if (keys.old !== null) remove(keys.old);
    forgetAddress(id);
    setNotice(null);
    setStateNow(latest.current.initial);
  }, [id, keys]);

  const undoReset = useCallback(() => {
    if (beforeReset === null) return;
    setState(beforeReset);
    setBeforeReset(null);
  }, [beforeReset, setState]);

  const restore = useCallback(() => {
    if (own === null) return;
    setState(own);
    forgetOwn();
  }, [forgetOwn, own, setState]);

  const save = useCallback((): SavedFile => ({ name: `${id}.json`, text: JSON.stringify({ widget: name, v: version, s: current.current }, null, 2) }), [id, name, version]);

  const share = useCallback(async (): Promise<Shared> => {
    const packed = await pack({ v: version, s: current.current } satisfies Stored);
    if (packed.length > MAX_PACKED) return { kind: 'file', file: save() };
    const url = new URL(window.location.href);
    url.hash = '';
    return { kind: 'link', url: withPacked(url.href, id, packed) };
  }, [id, save, version]);

  const open = useCallback(
    (text: string) => {
      const next = read(parseStored(text));
      if (next === undefined) setNotice('bad-file');
      else {
        forgetAddress(id);
        adopt(next, 'from-file');
      }
    },
    [adopt, id, read],
  );

  return {
    state,
    setState,
    reset,
    undoReset: beforeReset === null ? null : undoReset,
    notice,
    aside: own === null ? null : { restore, drop: forgetOwn },
    share: personal ? null : share,
    save: personal ? null : save,
    open: personal ? null : open,
  };
}

/** Lengths of the texts in a state, without writing it as JSON. */
function roughLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce<number>((sum, part) => sum + roughLength(part), 0);
}

/** The reader has gone on from a shared state: the address names the widget's place alone. No navigation, so nothing scrolls. */
function forgetAddress(id: string): void {
  if (packedIn(window.location, id) === null) return;
  const address = withPacked(window.location.href, id, null);
  window.history.replaceState(window.history.state, '', address.includes('#') ? address : `${address}#${islandElementId(id)}`);
}

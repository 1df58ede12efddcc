// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { pageOf, setRead, toggleObjective } from './change';
import { emptyProgress } from './forms';
import { ASIDE, createProgressStore, KEY } from './store';
import { hostileText, progress } from './testing/arbitrary';

/** A browser with any number of tabs over one storage; a write tells the other tabs at once. */
function browser(texts: Record<string, string> = {}) {
  const items = new Map(Object.entries(texts));
  const tabs: { changed: () => void }[] = [];
  const fails = { reading: false, writing: null as DOMException | null };
  const tab = () => {
    const own = { changed: () => {} };
    tabs.push(own);
    const area = {
      getItem: (key: string) => {
        if (fails.reading) throw new DOMException('no', 'SecurityError');
        return items.get(key) ?? null;
      },
      setItem: (key: string, text: string) => {
        if (fails.reading) throw new DOMException('no', 'SecurityError');
        if (fails.writing) throw fails.writing;
        items.set(key, text);
        for (const other of tabs) if (other !== own) other.changed();
      },
    };
    const store = createProgressStore(
      () => area,
      (onChange) => {
        own.changed = onChange;
        return () => (own.changed = () => {});
      },
    );
    return store;
  };
  return { items, fails, tab };
}

const full = new DOMException('full', 'QuotaExceededError');
const tick = (id: string) => (before: Parameters<typeof toggleObjective>[0]) => toggleObjective(before, 'pods', id);

describe('the store', () => {
  it('keeps a mark over a reload', () => {
    const { tab, items } = browser();
    tab().update(tick('a'));
    expect(JSON.parse(items.get(KEY)!)).toEqual({ v: 4, pages: { pods: { read: false, objectives: ['a'], answers: {}, labs: {}, times: {}, exams: {} } } });
    expect(tab().get()).toMatchObject({ keeping: 'kept', progress: toggleObjective(emptyProgress, 'pods', 'a') });
  });

  it('reads the form of an older site, and writes its own at the next mark', () => {
    const { tab, items } = browser({ [KEY]: '{"v":1,"objectives":{"pods":["a"]}}' });
    const store = tab();
    expect(pageOf(store.get().progress, 'pods').objectives).toEqual(['a']);
    expect(items.get(KEY)).toContain('"v":1');
    store.update(tick('b'));
    expect(items.get(KEY)).toContain('"v":4');
    expect(pageOf(store.get().progress, 'pods').objectives).toEqual(['a', 'b']);
  });

  it('never overwrites the form of a newer site', () => {
    const newer = '{"v":5,"shelves":[]}';
    const { tab, items } = browser({ [KEY]: newer });
    const store = tab();
    expect(store.get()).toEqual({ progress: emptyProgress, keeping: 'newer', undo: null });
    store.update(tick('a'));
    store.replace(setRead(emptyProgress, 'pods', true));
    store.undoReplace();
    expect([...items]).toEqual([[KEY, newer]]);
    expect(store.get().progress).toEqual(emptyProgress);
  });

  it('notices a newer site in another tab before its own next write', () => {
    const { tab, items } = browser();
    const store = tab();
    store.update(tick('a'));
    items.set(KEY, '{"v":5}');
    const heard = vi.fn();
    store.subscribe(heard);
    store.update(tick('b'));
    expect(items.get(KEY)).toBe('{"v":5}');
    expect([store.get().keeping, heard.mock.calls.length > 0]).toEqual(['newer', true]);
  });

  it('keeps two tabs in step, and loses the marks of neither', () => {
    const { tab } = browser();
    const [one, other] = [tab(), tab()];
    const heard = vi.fn();
    one.subscribe(() => {});
    const leave = other.subscribe(heard);
    one.update(tick('a'));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(other.get().progress).toEqual(one.get().progress);
    leave();
    // Unwatched, it still reads what is there before it writes.
    one.update(tick('b'));
    other.update(tick('c'));
    expect(pageOf(other.get().progress, 'pods').objectives).toEqual(['a', 'b', 'c']);
    expect(one.get().progress).toEqual(other.get().progress);
  });

  it('sets a damaged text aside before its first write, and never over an earlier one', () => {
    const { tab, items } = browser({ [KEY]: '{"v":', [ASIDE]: 'an earlier one' });
    const store = tab();
    expect(store.get().keeping).toBe('unreadable');
    expect(items.get(KEY)).toBe('{"v":');
    store.update(tick('a'));
    expect(store.get().keeping).toBe('kept');
    expect([items.get(ASIDE), items.get(`${ASIDE}.2`)]).toEqual(['an earlier one', '{"v":']);
  });

  it('leaves a damaged text in place when it cannot be set aside', () => {
    const { tab, items, fails } = browser({ [KEY]: '{"v":' });
    const store = tab();
    fails.writing = full;
    store.update(tick('a'));
    expect(store.get().keeping).toBe('unreadable');
    expect(pageOf(store.get().progress, 'pods').objectives).toEqual(['a']);
    expect([...items]).toEqual([[KEY, '{"v":']]);
  });

  it('shows marks that it cannot store, says why, and stores all of them once it can', () => {
    const { tab, items, fails } = browser();
    const store = tab();
    fails.writing = full;
    store.update(tick('a'));
    expect(store.get()).toMatchObject({ keeping: 'full', progress: toggleObjective(emptyProgress, 'pods', 'a') });
    expect(items.size).toBe(0);
    store.update(tick('b'));
    fails.writing = null;
    store.update(tick('c'));
    expect(store.get().keeping).toBe('kept');
    expect(JSON.parse(items.get(KEY)!)).toEqual(store.get().progress);
    expect(pageOf(store.get().progress, 'pods').objectives).toEqual(['a', 'b', 'c']);
  });

  it('merges what another tab stored into marks that are not stored yet', () => {
    const { tab, fails } = browser();
    const [one, other] = [tab(), tab()];
    one.subscribe(() => {});
    fails.writing = full;
    one.update(tick('a'));
    fails.writing = null;
    other.update(tick('b'));
    expect(pageOf(one.get().progress, 'pods').objectives).toEqual(['a', 'b']);
    expect(one.get().keeping).toBe('full');
  });

  it('says so when the browser has storage switched off', () => {
    const { tab, fails } = browser();
    fails.reading = true;
    const store = tab();
    expect(store.get().keeping).toBe('off');
    store.update(tick('a'));
    store.update(tick('b'));
    expect(store.get()).toMatchObject({ keeping: 'off', progress: { pages: { pods: { objectives: ['a', 'b'] } } } });
  });

  it('takes a replacement back exactly, until the next mark', () => {
    fc.assert(
      fc.property(progress, progress, (before, file) => {
        const { tab, items } = browser({ [KEY]: JSON.stringify(before) });
        const store = tab();
        store.replace(file);
        expect(store.get()).toMatchObject({ progress: file, undo: before });
        store.undoReplace();
        expect(store.get()).toEqual({ progress: before, keeping: 'kept', undo: null });
        expect(JSON.parse(items.get(KEY)!)).toEqual(JSON.parse(JSON.stringify(before)));
        store.replace(file);
        store.update(tick('a'));
        const now = store.get();
        expect(now.undo).toBeNull();
        store.undoReplace();
        expect(store.get().progress).toEqual(now.progress);
      }),
    );
  });

  it('never throws, and never loses a text it could not read', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { tab, items } = browser({ [KEY]: text });
        const store = tab();
        const { keeping } = store.get();
        store.update(tick('a'));
        if (keeping === 'newer') expect([...items]).toEqual([[KEY, text]]);
        else if (keeping === 'unreadable') expect(items.get(ASIDE)).toBe(text);
        else expect(keeping).toBe('kept');
      }),
      { numRuns: 1000 },
    );
  });
});

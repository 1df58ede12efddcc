// @vitest-environment jsdom
import type { ReactNode } from 'react';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlaceContext, type Place } from '@site/src/islands/place';
import { MAX_PACKED } from './address';
import { handOver, type HandedOver } from './handOver';
import { pack } from './packed';
import { useWidgetState } from './useWidgetState';

interface Count {
  n: number;
  text?: string;
}

const MAX_TEXT = 1_000_000;
const parse = (raw: unknown): Count | undefined => {
  if (typeof raw !== 'object' || raw === null || typeof (raw as Count).n !== 'number') return undefined;
  const { n, text } = raw as Count;
  if (text !== undefined && text.length > MAX_TEXT) return undefined;
  return text === undefined ? { n } : { n, text };
};
const take = ({ preset, text }: HandedOver): Count | undefined => (preset === 'ten' ? { n: 10 } : text === undefined ? undefined : { n: Number(text) });

const here: Place = { page: 'page', id: 'lab' };
const use = (place: Place | null = here, initial = 0) =>
  renderHook(() => useWidgetState<Count>({ name: 'lab', version: 1, initial: { n: initial }, parse, take }), {
    wrapper: ({ children }: { children: ReactNode }) => <PlaceContext value={place}>{children}</PlaceContext>,
  });
const KEY = 'kx.widget.page#lab';
const stored = (key = KEY): unknown => JSON.parse(window.localStorage.getItem(key) ?? 'null');
const put = (n: number, key = KEY) => window.localStorage.setItem(key, JSON.stringify({ v: 1, s: { n } }));
const address = () => window.location.pathname + window.location.search + window.location.hash;

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});
beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, '', '/page');
});

describe('what is kept', () => {
  it('brings back after a reload what the reader changed, and leaves the address alone', () => {
    const first = use();
    expect(stored()).toBeNull();
    act(() => first.result.current.setState({ n: 7 }));
    first.unmount();
    expect(use().result.current.state).toEqual({ n: 7 });
    expect(address()).toBe('/page');
  });

  it('belongs to the place: neither another of its kind on the page nor one on another page has it', () => {
    const { result } = use();
    act(() => result.current.setState({ n: 7 }));
    expect(use({ page: 'page', id: 'second' }).result.current.state).toEqual({ n: 0 });
    expect(use({ page: 'other', id: 'lab' }, 4).result.current.state).toEqual({ n: 4 });
  });

  it('is found where older editions kept it, and moves to its place with the next change', () => {
    put(5, 'kx.widget.scheduler-lab');
    const old: Place = { page: 'why-kubernetes', id: 'scheduler-lab' };
    const lab = (place: Place) =>
      renderHook(() => useWidgetState<Count>({ name: 'scheduler-lab', version: 1, initial: { n: 0 }, parse }), { wrapper: ({ children }: { children: ReactNode }) => <PlaceContext value={place}>{children}</PlaceContext> });
    expect(lab({ ...old, page: 'scheduling' }).result.current.state).toEqual({ n: 0 });
    const { result } = lab(old);
    expect(result.current.state).toEqual({ n: 5 });
    act(() => result.current.setState({ n: 6 }));
    expect(window.localStorage.getItem('kx.widget.scheduler-lab')).toBeNull();
    expect(stored('kx.widget.why-kubernetes#scheduler-lab')).toEqual({ v: 1, s: { n: 6 } });
  });

  it('sets unreadable storage aside and starts from the default', async () => {
    window.localStorage.setItem(KEY, '{broken');
    expect(use().result.current.notice).toBe('bad-storage');
    await waitFor(() => expect(window.localStorage.getItem(`${KEY}.unreadable`)).toBe('{broken'));
  });

  it('is nothing that could not be read back, and says so', () => {
    const { result } = use();
    act(() => result.current.setState({ n: 1 }));
    const text = 'x'.repeat(MAX_TEXT + 1);
    vi.useFakeTimers();
    act(() => result.current.setState({ n: 2, text }));
    act(() => void vi.advanceTimersByTime(1000));
    expect(result.current.notice).toBe('too-large');
    expect(stored()).toEqual({ v: 1, s: { n: 1 } });
    act(() => result.current.setState({ n: 3 }));
    expect(result.current.notice).toBeNull();
  });

  it('holds a long text when the page goes at once', () => {
    const { result } = use();
    const text = 'x'.repeat(MAX_TEXT);
    act(() => result.current.setState({ n: 2, text }));
    expect(stored()).toBeNull();
    window.dispatchEvent(new Event('pagehide'));
    expect(use().result.current.state).toEqual({ n: 2, text });
  });

  it('comes back when a reset is taken back', () => {
    const { result } = use();
    act(() => result.current.setState({ n: 5 }));
    act(() => result.current.reset());
    expect(result.current.state).toEqual({ n: 0 });
    expect(stored()).toBeNull();
    act(() => result.current.undoReset?.());
    expect(result.current.state).toEqual({ n: 5 });
  });
});

describe('a shared address', () => {
  it.each(['#lab=', '?other=1&lab='])('with %s opens the state and sets the reader’s own work aside, over a reload too', async (before) => {
    put(3);
    window.history.replaceState(null, '', `/page${before}${await pack({ v: 1, s: { n: 42 } })}`);
    const { result } = use();
    await waitFor(() => expect(result.current.state).toEqual({ n: 42 }));
    expect(result.current.notice).toBe('from-link');
    expect(address()).toMatch(/^\/page(\?other=1)?#lab=/);
    cleanup();
    const again = use().result;
    expect(again.current).toMatchObject({ state: { n: 42 }, notice: 'aside' });
    act(() => again.current.aside?.restore());
    expect(again.current).toMatchObject({ state: { n: 3 }, aside: null, notice: null });
    expect(address()).toMatch(/^\/page(\?other=1)?#lab-widget$/);
    expect(stored(`${KEY}.own`)).toBeNull();
  });

  it('is made on demand and opens anywhere', async () => {
    const { result } = use();
    act(() => result.current.setState({ n: 9 }));
    const shared = await result.current.share!();
    expect(shared.kind).toBe('link');
    expect(address()).toBe('/page');
    window.localStorage.clear();
    window.history.replaceState(null, '', new URL(shared.kind === 'link' ? shared.url : '').href);
    const other = use();
    await waitFor(() => expect(other.result.current.state).toEqual({ n: 9 }));
  });

  it('pasted while the page is open is opened too', async () => {
    const { result } = use();
    window.location.hash = `lab=${await pack({ v: 1, s: { n: 8 } })}`;
    await waitFor(() => expect(result.current.state).toEqual({ n: 8 }));
    expect(result.current.aside).toBeNull();
  });

  it('for another widget is left alone', async () => {
    const packed = await pack({ v: 1, s: { n: 8 } });
    window.history.replaceState(null, '', `/page#second=${packed}`);
    const { result } = use();
    act(() => result.current.setState({ n: 1 }));
    expect(address()).toBe(`/page#second=${packed}`);
  });

  it.each(['nonsense', ''])('that can’t be read (%j) says so', async (text) => {
    window.history.replaceState(null, '', `/page#lab=${text}`);
    const { result } = use();
    await waitFor(() => expect(result.current.notice).toBe('bad-link'));
    expect(result.current.state).toEqual({ n: 0 });
  });

  it('that would be too long is a file, which opens again', async () => {
    const { result } = use();
    // Random letters do not get shorter by compression.
    const text = Array.from({ length: MAX_PACKED }, (_, i) => String.fromCharCode(33 + ((i * 7919 + (i >> 3) * 104729) % 90))).join('');
    act(() => result.current.setState({ n: 1, text: text + crypto.getRandomValues(new Uint8Array(MAX_PACKED)).join('') }));
    const shared = await result.current.share!();
    if (shared.kind !== 'file') throw new Error('no file');
    const state = result.current.state;
    act(() => result.current.setState({ n: 2 }));
    act(() => result.current.open!(shared.file.text));
    expect(result.current).toMatchObject({ state, notice: 'from-file' });
    act(() => result.current.open!('no file of ours'));
    expect(result.current).toMatchObject({ state, notice: 'bad-file' });
  });
});

describe('what the page hands over', () => {
  it('takes the place of the reader’s work and sets that aside', () => {
    document.body.innerHTML = '<div id="lab-widget"></div>';
    document.getElementById('lab-widget')!.scrollIntoView = vi.fn();
    const { result } = use();
    act(() => result.current.setState({ n: 5 }));
    act(() => void handOver('lab', { preset: 'ten' }));
    expect(result.current).toMatchObject({ state: { n: 10 }, notice: 'from-page' });
    act(() => void handOver('lab', { preset: 'unknown' }));
    expect(result.current.state).toEqual({ n: 10 });
    act(() => result.current.aside?.restore());
    expect(result.current.state).toEqual({ n: 5 });
  });

  it('waits for a widget that sleeps, and is refused where there is none', () => {
    expect(handOver('nowhere', { text: '1' })).toBe(false);
    document.body.innerHTML = '<div id="lab-widget"></div>';
    document.getElementById('lab-widget')!.scrollIntoView = vi.fn();
    expect(handOver('lab', { text: '12' })).toBe(true);
    expect(use().result.current.state).toEqual({ n: 12 });
  });
});

it('keeps what is personal the same on every page and out of the address', async () => {
  const personal = (page: string) =>
    renderHook(() => useWidgetState<Count>({ name: 'lab', version: 1, initial: { n: 0 }, parse, personal: true }), { wrapper: ({ children }: { children: ReactNode }) => <PlaceContext value={{ page, id: 'lab' }}>{children}</PlaceContext> });
  const shared = `/page#lab=${await pack({ v: 1, s: { n: 42 } })}`;
  window.history.replaceState(null, '', shared);
  const { result } = personal('page');
  expect([result.current.share, result.current.save, result.current.open]).toEqual([null, null, null]);
  act(() => result.current.setState({ n: 3 }));
  expect(personal('elsewhere').result.current).toMatchObject({ state: { n: 3 }, notice: null });
  expect(stored('kx.widget.lab')).toEqual({ v: 1, s: { n: 3 } });
});

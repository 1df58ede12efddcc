// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeState } from './shareState';
import { useWidgetState } from './useWidgetState';

interface Count {
  n: number;
}

const parse = (raw: unknown): Count | undefined =>
  typeof raw === 'object' && raw !== null && typeof (raw as Count).n === 'number' ? { n: (raw as Count).n } : undefined;
const use = () => renderHook(() => useWidgetState<Count>({ id: 'lab', version: 1, initial: { n: 0 }, parse }));
const stored = () => window.localStorage.getItem('kx.widget.lab');

afterEach(cleanup);
beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, '', '/page');
});

describe('useWidgetState', () => {
  it('brings back after a reload what the reader changed', () => {
    const first = use();
    act(() => first.result.current.setState({ n: 7 }));
    first.unmount();
    expect(use().result.current.state).toEqual({ n: 7 });
  });

  it('writes nothing until the reader changes something', () => {
    use();
    expect(stored()).toBeNull();
  });

  it('opens a shared link and keeps the reader’s own work for bringing back', async () => {
    window.localStorage.setItem('kx.widget.lab', JSON.stringify({ v: 1, s: { n: 3 } }));
    window.history.replaceState(null, '', `/page?lab=${await encodeState({ v: 1, s: { n: 42 } })}`);
    const { result } = use();
    await waitFor(() => expect(result.current.state).toEqual({ n: 42 }));
    expect(result.current.notice).toBe('from-link');
    expect(JSON.parse(stored() ?? '')).toEqual({ v: 1, s: { n: 3 } });
    act(() => result.current.restoreOwn?.());
    expect(result.current.state).toEqual({ n: 3 });
  });

  it.each(['nonsense', ''])('says so when the link %j can’t be read', async (text) => {
    window.history.replaceState(null, '', `/page?lab=${text}`);
    const { result } = use();
    await waitFor(() => expect(result.current.notice).toBe('bad-link'));
    expect(result.current.state).toEqual({ n: 0 });
  });

  it('sets unreadable storage aside and starts from the default', async () => {
    window.localStorage.setItem('kx.widget.lab', '{broken');
    const { result } = use();
    expect(result.current.notice).toBe('bad-storage');
    await waitFor(() => expect(window.localStorage.getItem('kx.widget.lab.unreadable')).toBe('{broken'));
  });

  it('takes a reset back', () => {
    const { result } = use();
    act(() => result.current.setState({ n: 5 }));
    act(() => result.current.reset());
    expect(result.current.state).toEqual({ n: 0 });
    expect(stored()).toBeNull();
    act(() => result.current.undoReset?.());
    expect(result.current.state).toEqual({ n: 5 });
  });

  it('keeps what is personal out of the address, and an old address out of what is personal', async () => {
    const personal = () => renderHook(() => useWidgetState<Count>({ id: 'lab', version: 1, initial: { n: 0 }, parse, personal: true }));
    const address = `/page?lab=${await encodeState({ v: 1, s: { n: 42 } })}`;
    window.history.replaceState(null, '', address);
    const { result } = personal();
    expect(result.current.shareUrl).toBeNull();
    act(() => result.current.setState({ n: 3 }));
    // Twice as long as an address takes to follow.
    await act(() => new Promise((resolve) => setTimeout(resolve, 800)));
    expect(window.location.pathname + window.location.search).toBe(address);
    expect(personal().result.current).toMatchObject({ state: { n: 3 }, notice: null });
  });

  it('mirrors a change into the address', async () => {
    const { result } = use();
    act(() => result.current.setState({ n: 9 }));
    await waitFor(() => expect(window.location.search).toContain('lab='), { timeout: 3000 });
    const { result: second } = use();
    await waitFor(() => expect(second.current.state).toEqual({ n: 9 }));
  });
});

// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { UpdateNotice } from './UpdateNotice';

afterEach(cleanup);

const show = (agree: () => Promise<number>, locale: Locale = 'en') => {
  const onDismiss = vi.fn();
  render(
    <LocaleContext.Provider value={locale}>
      <UpdateNotice agree={agree} onDismiss={onDismiss} />
    </LocaleContext.Provider>,
  );
  return onDismiss;
};

describe('the notice of a new version', () => {
  it('asks nobody until the reader presses, and can be sent away', () => {
    const agree = vi.fn(async () => 0);
    const onDismiss = show(agree, 'ko');
    fireEvent.click(screen.getByRole('button', { name: '나중에' }));
    expect(onDismiss).toHaveBeenCalledOnce();
    expect(agree).not.toHaveBeenCalled();
  });

  it('says how many other tabs it waits for, and asks again', async () => {
    vi.useFakeTimers();
    try {
      const agree = vi.fn(async () => 2);
      show(agree);
      fireEvent.click(screen.getByRole('button', { name: 'Reload' }));
      await act(() => vi.advanceTimersByTimeAsync(10));
      expect(screen.getByRole('status').textContent).toContain('2 other tabs');
      await act(() => vi.advanceTimersByTimeAsync(3000));
      expect(agree).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('offers the button again when the new version is gone', async () => {
    show(() => Promise.reject(new Error('gone')));
    fireEvent.click(screen.getByRole('button', { name: 'Reload' }));
    expect(await screen.findByRole('button', { name: 'Reload' })).toBeTruthy();
  });
});

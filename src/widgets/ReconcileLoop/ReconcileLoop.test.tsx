// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { prepare } from '../living/engine';
import ReconcileLoop from './ReconcileLoop';

beforeAll(() => prepare({ scene: 'reconcile-loop', options: null }), 30_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const widget = (locale: 'ko' | 'en') => (
  <LocaleContext.Provider value={locale}>
    <ReconcileLoop />
  </LocaleContext.Provider>
);
const steps = () => within(screen.getByRole('group', { name: 'What happened (newest first)' }));

describe('ReconcileLoop', () => {
  it('is written on the server in both languages, with what has just happened', () => {
    const [ko, en] = [renderToString(widget('ko')), renderToString(widget('en'))];
    expect(ko).toContain('원하는 3, 캐시에 2');
    expect(en).toContain('wanted 3, in the cache 2');
    expect(en).not.toMatch(/[가-힣]/);
  });

  it('leaves a Pod missing while news is lost, and makes two when it counts again', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByRole('radio', { name: 'lost' }));
    fireEvent.click(screen.getByRole('button', { name: 'Delete a Pod' }));
    await waitFor(() => expect(screen.getByText('2 / 3')).toBeTruthy(), { timeout: 10_000 });
    await waitFor(() => expect(screen.getByText(/is lost\. The cache has changed, but nobody wakes/)).toBeTruthy(), { timeout: 10_000 });
    fireEvent.click(screen.getByRole('radio', { name: 'arrives' }));
    fireEvent.click(screen.getByRole('button', { name: 'Delete a Pod' }));
    await waitFor(() => expect(steps().getByText('reconcile: wanted 3, in the cache 1 → created 2')).toBeTruthy(), { timeout: 10_000 });
    expect(screen.getByText('met')).toBeTruthy();
  }, 30_000);

  it('says in the server’s words why a Pod made by hand is refused', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByRole('radio', { name: '2' }));
    // The quota counts once its controller has taken up what it allows now: the clock runs.
    await waitFor(() => expect(screen.getAllByText('0:06').length).toBeGreaterThan(0), { timeout: 10_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Make a Pod by hand' }));
    await waitFor(() => expect(screen.getByText(/exceeded quota: room, requested: pods=1, used: pods=\d, limited: pods=2/)).toBeTruthy(), { timeout: 10_000 });
  }, 20_000);

  it('is as the reader left it after the page is loaded anew', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByRole('radio', { name: 'paused' }));
    fireEvent.click(screen.getByRole('button', { name: 'Want 4' }));
    await waitFor(() => expect(screen.getByText('3 / 4')).toBeTruthy(), { timeout: 10_000 });
    await waitFor(() => expect(screen.getByText('default/web')).toBeTruthy(), { timeout: 10_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    cleanup();
    render(widget('en'));
    await waitFor(() => expect(screen.getByText('default/web')).toBeTruthy(), { timeout: 10_000 });
    expect(screen.getByText(/The worker is paused and 1 key is in the queue/)).toBeTruthy();
  }, 30_000);
});

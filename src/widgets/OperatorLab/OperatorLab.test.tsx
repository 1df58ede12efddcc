// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { prepare } from '../living/engine';
import OperatorLab from './OperatorLab';

beforeAll(() => prepare({ scene: 'operator', options: null }), 60_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const widget = (locale: 'ko' | 'en') => (
  <LocaleContext.Provider value={locale}>
    <OperatorLab />
  </LocaleContext.Provider>
);
const soon = { timeout: 20_000 } as const;
const boxes = () => within(screen.getByRole('list', { name: 'The Database, its operator, what it owns' }));

describe('OperatorLab', () => {
  it('is written on the server in both languages, with a Pod that has failed', () => {
    const [ko, en] = [renderToString(widget('ko')), renderToString(widget('en'))];
    for (const html of [ko, en]) expect(html).toContain('Ready=False Degraded');
    expect(en).not.toMatch(/[가-힣]/);
    expect(ko).toContain('아직 모두 준비되지 않았습니다');
  });

  it('brings a Service back while it runs, and not while it is stopped', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByRole('button', { name: 'Delete the Service' }));
    await waitFor(() => expect(screen.getAllByText(/applied Service orders/).length).toBeGreaterThan(0), soon);
    fireEvent.click(screen.getByRole('radio', { name: 'stopped' }));
    await waitFor(() => expect(boxes().getByText('stopped')).toBeTruthy(), soon);
    fireEvent.click(screen.getByRole('button', { name: 'Delete the Service' }));
    await waitFor(() => expect(screen.getByText(/no program compares it/)).toBeTruthy(), soon);
  }, 60_000);

  it('runs a program of the reader’s own, and goes to the line where it fails', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByText('Read and change the program'));
    fireEvent.change(screen.getByRole('textbox', { name: 'The operator’s program' }), { target: { value: 'function reconcile(key) {\n  throw new Error("not today")\n}' } });
    fireEvent.click(screen.getByRole('button', { name: 'Restart with this' }));
    await waitFor(() => expect(screen.getByText(/reconcile failed at line 2/)).toBeTruthy(), soon);
    expect(screen.getByRole('radio', { name: 'yours' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go to line 2' }));
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'The operator’s program' });
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('  throw new Error("not today")');
  }, 60_000);

  it('says in the server’s words why an even number is refused', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByRole('button', { name: 'Scale the Database to 4' }));
    await waitFor(() => expect(screen.getByText(/replicas must be odd/)).toBeTruthy(), soon);
  }, 30_000);
});

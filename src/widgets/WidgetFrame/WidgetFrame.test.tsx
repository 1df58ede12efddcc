// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { WidgetFrame } from './WidgetFrame';

afterEach(cleanup);

function show(locale: Locale, kept: Partial<Parameters<typeof WidgetFrame>[0]['kept']> = {}) {
  return render(
    <LocaleContext.Provider value={locale}>
      <WidgetFrame
        title="Lab"
        tryFirst="Press it."
        stage={<p>stage</p>}
        controls={<p>controls</p>}
        says="Something happened."
        simplifies="Nothing."
        kept={{ reset: () => {}, undoReset: null, notice: null, restoreOwn: null, shareUrl: async () => 'https://example.org/?lab=x', ...kept }}
      />
    </LocaleContext.Provider>,
  );
}

describe('WidgetFrame', () => {
  it('reads the sentence of what happened out loud', () => {
    show('en');
    expect(screen.getByText('Something happened.').closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
  });

  it('speaks the reader’s language', () => {
    show('ko');
    expect(screen.getByRole('button', { name: '처음 상태로' })).toBeTruthy();
  });

  it('offers to take a reset back', () => {
    const undoReset = vi.fn();
    show('en', { undoReset });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undoReset).toHaveBeenCalledOnce();
  });

  it('shows the address when the clipboard refuses it', async () => {
    show('en');
    fireEvent.click(screen.getByRole('button', { name: 'Share' }));
    expect(((await screen.findByRole('textbox', { name: 'Share' })) as HTMLInputElement).value).toBe('https://example.org/?lab=x');
  });

  it('offers no link to what is the reader’s own', () => {
    show('en', { shareUrl: null });
    expect(screen.queryByRole('button', { name: 'Share' })).toBeNull();
  });

  it('leaves full width with Escape', () => {
    const { container } = show('en');
    fireEvent.click(screen.getByRole('button', { name: 'Full width' }));
    expect(container.querySelector('[data-wide]')).toBeTruthy();
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(container.querySelector('[data-wide]')).toBeNull();
  });
});

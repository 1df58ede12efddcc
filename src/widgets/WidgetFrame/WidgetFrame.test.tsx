// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
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
        kept={{
          reset: () => {},
          undoReset: null,
          notice: null,
          aside: null,
          share: async () => ({ kind: 'link', url: 'https://example.org/#lab=x' }),
          save: () => ({ name: 'lab.json', text: '{}' }),
          open: () => {},
          ...kept,
        }}
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
    expect(((await screen.findByRole('textbox', { name: 'Share' })) as HTMLInputElement).value).toBe('https://example.org/#lab=x');
  });

  it('offers no link to what is the reader’s own', () => {
    show('en', { share: null, save: null, open: null });
    expect(screen.queryByRole('button', { name: 'Share' })).toBeNull();
  });

  it('offers a file where there is too much for an address, and takes one', async () => {
    const open = vi.fn();
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:x';
    URL.revokeObjectURL = () => {};
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const { container } = show('en', { share: async () => ({ kind: 'file', file: { name: 'lab.json', text: '{}' } }), open });
    fireEvent.click(screen.getByRole('button', { name: 'Share' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Save as a file' }));
    expect(saved).toEqual(['lab.json']);
    fireEvent.change(container.querySelector('input[type="file"]')!, { target: { files: [new File(['{"v":1}'], 'lab.json')] } });
    await waitFor(() => expect(open).toHaveBeenCalledExactlyOnceWith('{"v":1}'));
    click.mockRestore();
  });

  it('brings back or lets go what was set aside', () => {
    const aside = { restore: vi.fn(), drop: vi.fn() };
    show('en', { notice: 'from-link', aside });
    fireEvent.click(screen.getByRole('button', { name: 'Bring back my work' }));
    fireEvent.click(screen.getByRole('button', { name: 'Delete what was set aside' }));
    expect([aside.restore, aside.drop].map((each) => each.mock.calls.length)).toEqual([1, 1]);
  });

  it('in full screen the page behind cannot be reached, and the focus comes back', () => {
    const outside = document.createElement('a');
    document.body.append(outside);
    const { container } = show('en');
    const button = screen.getByRole('button', { name: 'Full screen' });
    button.focus();
    fireEvent.click(button);
    expect(container.querySelector('[data-wide]')).toBeTruthy();
    expect(outside.hasAttribute('inert')).toBe(true);
    expect(button.closest('[inert]')).toBeNull();
    screen.getByRole('button', { name: 'Reset' }).focus();
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(container.querySelector('[data-wide]')).toBeNull();
    expect(outside.hasAttribute('inert')).toBe(false);
    expect(document.activeElement).toBe(button);
    outside.remove();
  });
});

// @vitest-environment jsdom
import { act } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useIsWide, Wide } from './wide';

const rendered = vi.fn();
function Inside() {
  rendered();
  return <a href="/x">beside the text</a>;
}
const windows: boolean[] = [];
function Page() {
  windows.push(useIsWide());
  return (
    <Wide>
      <Inside />
    </Wide>
  );
}

/** A window of changing width. */
function windowThatIs(wide: boolean) {
  const query = Object.assign(new EventTarget(), { matches: wide });
  vi.stubGlobal('matchMedia', () => query);
  return (now: boolean) =>
    act(() => {
      query.matches = now;
      query.dispatchEvent(new Event('change'));
    });
}

let root: Root;
async function takeOver(html: string) {
  document.body.innerHTML = `<div id="root"><div style="display:contents">${html}</div></div>`;
  const box = document.getElementById('root')!;
  const errors = vi.fn();
  await act(async () => {
    root = hydrateRoot(box, <Page />, { onRecoverableError: errors });
  });
  return { box, errors };
}

afterEach(() => {
  act(() => root.unmount());
  rendered.mockClear();
  windows.length = 0;
  vi.unstubAllGlobals();
});

describe('what only a wide window shows', () => {
  it('is left as the server wrote it in a narrow one, and rendered when the window grows', async () => {
    const become = windowThatIs(false);
    const { box, errors } = await takeOver('<a href="/x">written</a>');
    expect(errors).not.toHaveBeenCalled();
    expect(box.querySelector('a')?.textContent).toBe('written');
    expect(rendered).not.toHaveBeenCalled();
    become(true);
    expect(box.textContent).toBe('beside the text');
    become(false);
    expect(box.textContent).toBe('');
    expect(windows).toEqual([false, true, false]);
  });

  it('is taken over in a wide one', async () => {
    windowThatIs(true);
    const { box, errors } = await takeOver('<a href="/x">beside the text</a>');
    expect(box.textContent).toBe('beside the text');
    expect(rendered).toHaveBeenCalled();
    expect(errors).not.toHaveBeenCalled();
  });
});

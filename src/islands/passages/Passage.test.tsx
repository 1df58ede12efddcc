// @vitest-environment jsdom
import { act } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endFirstRender } from './firstRender';
import { Passage } from './Passage';

const history = { push: vi.fn() };
vi.mock('@docusaurus/router', () => ({ useHistory: () => history }));
vi.mock('@docusaurus/useBaseUrl', () => ({ default: (path: string) => path }));

const rendered = vi.fn();
function Inside() {
  rendered();
  return <a href="/glossary">rendered</a>;
}

beforeEach(() => {
  rendered.mockClear();
  history.push.mockClear();
  Object.assign(window, { docusaurus: { preload: vi.fn() } });
});
afterEach(() => {
  cleanup();
  document.body.innerHTML = '';
});

async function takeOver(html: string, still: boolean) {
  document.body.innerHTML = `<div id="root"><div class="kx-passage" style="--letters:9;--blocks:1">${html}</div></div>`;
  const root = document.getElementById('root')!;
  await act(async () => {
    hydrateRoot(
      root,
      <Passage letters="9" blocks="1" still={still}>
        {() => <Inside />}
      </Passage>,
    );
  });
  return root;
}

describe('a still passage', () => {
  it('keeps what the server wrote and renders nothing', async () => {
    const root = await takeOver('<a href="/glossary">written</a>', true);
    expect(root.textContent).toBe('written');
    expect(rendered).not.toHaveBeenCalled();
  });

  it('follows its links to other pages within the app, plain clicks only', async () => {
    const root = await takeOver('<a href="/glossary">written</a>', true);
    const click = (init: MouseEventInit) => {
      const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init });
      act(() => void root.querySelector('a')!.dispatchEvent(event));
      return event.defaultPrevented;
    };
    expect(click({ button: 0 })).toBe(true);
    expect(history.push).toHaveBeenCalledExactlyOnceWith('/glossary');
    root.querySelector('a')!.addEventListener('click', (event) => queueMicrotask(() => event.preventDefault()));
    expect(click({ button: 0, ctrlKey: true })).toBe(false);
    expect(history.push).toHaveBeenCalledTimes(1);
  });

  it('is rendered where the server wrote nothing', async () => {
    const root = await takeOver('', true);
    expect(root.textContent).toBe('rendered');
  });

});

it('takes over a passage that is not still', async () => {
  const root = await takeOver('<a href="/glossary">rendered</a>', false);
  expect(root.textContent).toBe('rendered');
  expect(rendered).toHaveBeenCalled();
});

// The last test: the first render does not come back.
it('renders a still passage of a later page', () => {
    endFirstRender();
  const { container } = render(
    <Passage letters="9" blocks="1" still>
      {() => <Inside />}
    </Passage>,
  );
  expect(container.textContent).toBe('rendered');
});

// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';

const Written = ({ n }: { n: number }) => <p>passage {n}</p>;

/** Fresh modules for each test: whether the first page has been taken over is remembered by them. */
async function fresh() {
  vi.resetModules();
  return { ...(await import('./latePassages')), ...(await import('../firstRender')) };
}

beforeEach(() => {
  document.body.innerHTML = '';
});

it('asks for nothing while the page keeps the server’s HTML, and brings it as the reader leaves', async () => {
  const { latePassages, bringLatePassages } = await fresh();
  const load = vi.fn(() => Promise.resolve({ default: Written }));
  const Late = latePassages(load);
  expect(Late.ready).toBeUndefined();
  expect(load).not.toHaveBeenCalled();
  bringLatePassages();
  bringLatePassages();
  expect(load).toHaveBeenCalledTimes(1);
  await Promise.resolve();
  expect(render(<Late n={2} />).container.textContent).toBe('passage 2');
});

it('is ready before a page is shown that the reader comes to within the app', async () => {
  const { latePassages, endFirstRender } = await fresh();
  endFirstRender();
  const Late = latePassages(() => Promise.resolve({ default: Written }));
  await Late.ready;
  expect(render(<Late n={0} />).container.textContent).toBe('passage 0');
});

it('comes later where it is shown without having been brought, once the network is there', async () => {
  const { latePassages } = await fresh();
  const load = vi.fn(() => Promise.resolve({ default: Written })).mockRejectedValueOnce(new Error('no network'));
  const Late = latePassages(load);
  const { container } = render(<Late n={1} />);
  await waitFor(() => expect(load).toHaveBeenCalledTimes(1));
  await new Promise((done) => setTimeout(done));
  expect(container.textContent).toBe('');
  window.dispatchEvent(new Event('online'));
  expect(await screen.findByText('passage 1')).toBeTruthy();
});

it('fails where the network fails, so that the page is opened anew', async () => {
  const { latePassages, endFirstRender } = await fresh();
  endFirstRender();
  await expect(latePassages(() => Promise.reject(new Error('no network'))).ready).rejects.toThrow('no network');
});

// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenNear } from './whenNear';

/** The observers that are watching, with how far around the screen they look. */
let watching: { margin: string; show: () => void }[];

beforeEach(() => {
  watching = [];
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      private readonly entry: (typeof watching)[number];
      constructor(callBack: (entries: { isIntersecting: boolean }[]) => void, { rootMargin }: { rootMargin: string }) {
        this.entry = { margin: rootMargin, show: () => callBack([{ isIntersecting: true }]) };
      }
      observe() {
        watching.push(this.entry);
      }
      disconnect() {
        watching = watching.filter((one) => one !== this.entry);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', '/');
});

const widget = (text: string) => Object.assign(document.createElement('div'), { textContent: text });

it('waits for a widget to be on the screen, and once the reader moves, near it', () => {
  const wake = vi.fn();
  whenNear(widget('first state'), wake);
  expect(watching.map(({ margin }) => margin)).toEqual(['0px']);
  window.dispatchEvent(new Event('scroll'));
  expect(watching.map(({ margin }) => margin)).toEqual(['400px 0px']);
  watching[0]!.show();
  expect(wake).toHaveBeenCalledTimes(1);
  expect(watching).toEqual([]);
});

it('watches nothing after it was stopped', () => {
  whenNear(widget('first state'), vi.fn())();
  window.dispatchEvent(new Event('scroll'));
  expect(watching).toEqual([]);
});

it('does not wait for a movement where there is nothing to show yet', () => {
  whenNear(widget(''), vi.fn());
  expect(watching.map(({ margin }) => margin)).toEqual(['400px 0px']);
});

it('wakes an empty widget at once when the address names a place that is not there', () => {
  window.history.replaceState(null, '', '/#term-pod');
  const wake = vi.fn();
  whenNear(widget(''), wake);
  expect(wake).toHaveBeenCalledTimes(1);
});

// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import type { Whole, WholeCourse as Course } from '../wholeCourse';
import { WholeCourse } from './index';

afterEach(cleanup);

function show(first: Whole, locale: Locale = 'en') {
  let whole = first;
  let changed = () => undefined as void;
  const acts = { look: vi.fn(() => Promise.resolve()), go: vi.fn(() => Promise.resolve()), stop: vi.fn(() => Promise.resolve()), remove: vi.fn(() => Promise.resolve()) };
  const course: Course = {
    get: () => whole,
    subscribe: (onChange) => {
      changed = onChange;
      return () => undefined;
    },
    ...acts,
  };
  render(
    <LocaleContext.Provider value={locale}>
      <WholeCourse course={course} />
    </LocaleContext.Provider>,
  );
  return {
    ...acts,
    becomes: (next: Whole) =>
      act(() => {
        whole = next;
        changed();
      }),
  };
}

const at = (state: 'no' | 'going' | 'stopped' | 'done', kept: number, problem: 'full' | null = null): Whole => ({ state, kept: kept * 1e6, all: 3e6, problem });

it('offers the whole course with its size', () => {
  const { go, look } = show(at('no', 1));
  fireEvent.click(screen.getByRole('button', { name: 'Keep the whole course (3.0 MB)' }));
  expect([look.mock.calls.length, go.mock.calls.length]).toEqual([1, 1]);
  expect(screen.queryByRole('progressbar')).toBeNull();
});

it('shows how far it is, tells a screen reader of quarters, and keeps the focus on one button', () => {
  const { becomes, stop } = show(at('no', 0));
  const button = screen.getByRole('button');
  button.focus();
  fireEvent.click(button);
  becomes(at('going', 1));
  const bar = screen.getByRole('progressbar', { name: 'Keeping the whole course' });
  expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuetext')]).toEqual(['33', '1.0 MB of 3.0 MB']);
  expect(screen.getByRole('status').textContent).toBe('Being kept: more than 25%.');
  becomes(at('going', 1.4));
  expect(screen.getByRole('status').textContent, 'not at every file').toBe('Being kept: more than 25%.');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(stop).toHaveBeenCalledOnce();
  becomes(at('stopped', 1.4));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Resume (1.6 MB left)' }));
});

it('moves the focus to what happened when all is kept, and when it is removed', () => {
  const { becomes, remove } = show(at('stopped', 1));
  fireEvent.click(screen.getByRole('button'));
  becomes(at('going', 2));
  becomes(at('done', 3));
  expect(document.activeElement?.textContent).toContain('The whole course in English is kept (3.0 MB).');
  fireEvent.click(screen.getByRole('button', { name: 'Remove the kept course' }));
  expect(remove).toHaveBeenCalledOnce();
  becomes(at('no', 1));
  expect(document.activeElement?.textContent).toContain('Removed.');
});

it('leaves the focus where it is when the page opens with all kept', () => {
  show(at('done', 3));
  expect(document.activeElement).toBe(document.body);
});

it('says plainly that the storage is full, or that there is no worker', () => {
  show(at('stopped', 1, 'full'), 'ko');
  expect(screen.getByRole('status').textContent).toContain('저장 공간이 가득 찼습니다');
  expect(screen.getByRole('button').textContent).toBe('이어서 저장 (남은 2.0 MB)');
  cleanup();
  show({ state: 'impossible' }, 'ko');
  expect(screen.getByRole('status').textContent).toContain('이 브라우저에서는 저장할 수 없습니다');
  expect(screen.queryByRole('button')).toBeNull();
});

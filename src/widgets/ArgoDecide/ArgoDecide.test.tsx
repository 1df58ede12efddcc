// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import ArgoDecide from './ArgoDecide';
import { initialState, parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <ArgoDecide />
  </LocaleContext>
);
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ArgoDecide', () => {
  it('shows on the server that self-heal does not repeat a failed sync', () => {
    expect(renderToString(page('ko'))).toContain('이 커밋은 다시 시도하지 않습니다');
    expect(renderToString(page('en'))).toContain('It never tries this commit again');
  });

  it('syncs a new commit, waits between self-heals, and does not wipe out everything', () => {
    render(page());
    choose('not yet');
    expect(screen.getByText('It syncs now: all objects, and what is gone from Git is deleted.')).toBeTruthy();
    choose('3 self-heals');
    expect(screen.getByText(/again after 18 s/)).toBeTruthy();
    choose('not yet');
    choose('Git is empty');
    expect(screen.getByText(/would delete everything/)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'prune' }));
    expect(screen.getByText(/Only deletions are left/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState(initialState)).toEqual(initialState);
    for (const bad of [null, { ...initialState, attempt: '4' }, { ...initialState, on: 'prune' }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import FirstLook from './FirstLook';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <FirstLook />
  </LocaleContext>
);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('FirstLook', () => {
  it('starts with OOMKilled that was none, in both languages', () => {
    expect(renderToString(page('ko'))).toContain('128 + 15: SIGTERM');
    expect(renderToString(page('en'))).toContain('The kernel log decides');
  });

  it('takes 137 for likely, and asks for no code where nothing has run', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('137'));
    expect(screen.getByText(/An OOM kill is likely/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('CrashLoopBackOff'));
    expect(screen.getByText(/not sent by the OOM killer alone/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('RunContainerError'));
    expect(screen.getByText(/The container never ran/)).toBeTruthy();
    expect(screen.queryByLabelText('137')).toBeNull();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ word: 'Pending', code: '1' })).toEqual({ word: 'Pending', code: '1' });
    for (const bad of [null, {}, { word: 'Broken', code: '1' }, { word: 'Pending', code: 1 }]) expect(parseState(bad)).toBeUndefined();
  });
});

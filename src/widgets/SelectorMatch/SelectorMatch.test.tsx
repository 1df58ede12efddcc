// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import SelectorMatch from './SelectorMatch';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <SelectorMatch />
  </LocaleContext>
);
const type = (selector: string) => fireEvent.change(screen.getByLabelText(/^Your own/), { target: { value: selector } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('SelectorMatch', () => {
  it('shows on the server that != selects Pods without the key', () => {
    expect(renderToString(page('ko'))).toContain('파드 4개를 고릅니다. 그중 2개에는');
    expect(renderToString(page('en'))).toContain('It selects 4 Pods. 2 of them lack a key');
  });

  it('says what is empty, what selects nothing and what is refused, in the server’s words', () => {
    render(page());
    type('env,env!=dev');
    expect(screen.getByText('It selects 2 Pods.')).toBeTruthy();
    type('');
    expect(screen.getByText('An empty selector selects all.')).toBeTruthy();
    type('app=web,app=db');
    expect(screen.getByText(/selects no Pod/)).toBeTruthy();
    type('app in web');
    expect(screen.getByText("The API server refuses it: unable to parse requirement: found 'web' expected: '('")).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ selector: 'app' })).toEqual({ selector: 'app' });
    expect(parseState({ selector: 'x'.repeat(201) })).toBeUndefined();
    expect(parseState(null)).toBeUndefined();
  });
});

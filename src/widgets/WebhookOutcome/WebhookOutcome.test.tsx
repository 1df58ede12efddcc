// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { parseState } from './state';
import WebhookOutcome from './WebhookOutcome';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <WebhookOutcome />
  </LocaleContext>
);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('WebhookOutcome', () => {
  it('starts where Ignore refuses all the same, on the server and in both languages', () => {
    expect(renderToString(page('ko'))).toContain('그래도 거절됩니다');
    expect(renderToString(page('en'))).toContain('is refused all the same');
  });

  it('passes with three, and sooner with validating ones', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('3'));
    expect(screen.getByText(/the request waits 30 s and passes/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('validating'));
    expect(screen.getByText(/the request waits 10 s and passes/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ kind: 'validating', count: 1 })).toEqual({ kind: 'validating', count: 1 });
    for (const bad of [null, {}, { kind: 'mutating', count: 2 }, { kind: 'toString', count: 1 }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import RestartLadder from './RestartLadder';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <RestartLadder />
  </LocaleContext>
);
const choose = (field: string, label: string) => fireEvent.click([...screen.getByRole('group', { name: field }).querySelectorAll('label')].find((one) => one.textContent === label)!);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('RestartLadder', () => {
  it('shows on the server that a clean exit is backed off as well', () => {
    expect(renderToString(page('ko'))).toContain('종료 코드가 0인데도');
    expect(renderToString(page('en'))).toContain('With exit code 0 the waits still grow');
    expect(renderToString(page('en'))).toContain('160 s');
  });

  it('begins anew after long runs', () => {
    render(page());
    choose('It runs for', '11 min');
    expect(screen.getByText(/no wait grows/)).toBeTruthy();
    expect(screen.getAllByText('at once')).toHaveLength(8);
  });

  it('ends where the policy says so', () => {
    render(page());
    choose('restartPolicy', 'OnFailure');
    expect(screen.getByText(/phase is Succeeded/)).toBeTruthy();
    choose('restartPolicy', 'Never');
    choose('Exit code', '1');
    expect(screen.getByText(/phase is Failed/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ runs: '1', code: '137', policy: 'Never' })).toEqual({ runs: '1', code: '137', policy: 'Never' });
    for (const bad of [null, {}, { runs: '2', code: '1', policy: 'Never' }, { runs: '1', code: '1', policy: 'never' }]) expect(parseState(bad)).toBeUndefined();
  });
});

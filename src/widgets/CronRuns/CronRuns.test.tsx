// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import CronRuns from './CronRuns';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <CronRuns />
  </LocaleContext>
);
const choose = (schedule: string) => fireEvent.click([...screen.getByRole('group', { name: 'Schedule' }).querySelectorAll('label')].find((label) => label.textContent === schedule)!);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('CronRuns', () => {
  it('shows on the server that a step and a weekday are joined by or', () => {
    expect(renderToString(page('ko'))).toContain('둘 중 하나만 맞아도');
    expect(renderToString(page('en'))).toContain('either is enough');
  });

  it('says what never comes, what the clock leaves out and what it shows twice', () => {
    render(page());
    choose('0 0 30 2 *');
    expect(screen.getByText(/never starts anything/)).toBeTruthy();
    choose('30 2 * * *');
    expect(screen.getByText(/2026-03-08 02:30 does not exist/)).toBeTruthy();
    choose('30 1 * * *');
    expect(screen.getByText(/2026-11-01 01:30 comes twice/)).toBeTruthy();
    expect(screen.getAllByText('the same time again')).toHaveLength(1);
  });

  it('refuses in the server’s words', () => {
    render(page());
    fireEvent.change(screen.getByLabelText('Your own schedule'), { target: { value: '0 0 * * 7' } });
    expect(screen.getByText('The API server refuses it: spec.schedule: Invalid value: "0 0 * * 7": end of range (7) above maximum (6): 7')).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    const good = { schedule: '@daily', zone: '', start: '2026-10-31' };
    expect(parseState(good)).toEqual(good);
    for (const bad of [null, { ...good, zone: 'Mars/Base' }, { ...good, start: '2026-01-01' }, { ...good, schedule: 'x'.repeat(81) }]) expect(parseState(bad)).toBeUndefined();
  });
});

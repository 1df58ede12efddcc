// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import EtcdQuorum from './EtcdQuorum';
import { parseState } from './layouts';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <EtcdQuorum />
  </LocaleContext>
);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('EtcdQuorum', () => {
  it('shows the even split that leaves nobody writing, on the server and in both languages', () => {
    expect(renderToString(page('ko'))).toContain('어느 쪽도 정족수 3에 못 미칩니다');
    expect(renderToString(page('en'))).toContain('No side reaches the quorum of 3');
  });

  it('goes on with a tie-breaker, and when the line is back', () => {
    render(page());
    press('Reconnect site B');
    expect(screen.getByText(/committed once 3 of 4/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('2 + 2 + tie-breaker'));
    press('Cut off site B');
    expect(screen.getByText(/The 3 members at A \+ C/)).toBeTruthy();
    press('Cut off site A');
    expect(screen.getByText(/the largest has 2/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ layout: '1-1-1', cut: ['C', 'Z'] })).toEqual({ layout: '1-1-1', cut: ['C'] });
    for (const bad of [null, {}, { layout: 'toString', cut: [] }, { layout: '2-2', cut: 'A' }]) expect(parseState(bad)).toBeUndefined();
  });
});

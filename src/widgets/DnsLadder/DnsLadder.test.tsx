// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import DnsLadder from './DnsLadder';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <DnsLadder />
  </LocaleContext>
);
const type = (name: string) => fireEvent.change(screen.getByLabelText('Your own'), { target: { value: name } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('DnsLadder', () => {
  it('shows on the server that six of eight queries are in vain', () => {
    expect(renderToString(page('ko'))).toContain('이름 4개를 묻고 질의 8개를 보냅니다. 그중 6개는 헛걸음입니다.');
    expect(renderToString(page('en'))).toContain('It asks for 4 names and sends 8 queries. 6 of them are in vain.');
  });

  it('a last dot ends the search, and musl never searches a name with enough dots', () => {
    render(page());
    type('api.example.com.');
    expect(screen.getByText('It asks for 1 name and sends 2 queries. None is in vain.')).toBeTruthy();
    type('web.team-b');
    fireEvent.click(screen.getByLabelText('1'));
    expect(screen.getByText(/^It asks for 3 names and sends 6 queries/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('musl (Alpine)'));
    expect(screen.getByText('It asks for 1 name, sends 2 queries, and finds nothing.')).toBeTruthy();
    type('10.96.5.10');
    expect(screen.getByText('That is an address and no name: nothing is asked.')).toBeTruthy();
    for (const none of ['a..b', `${'a'.repeat(64)}.example.com`]) {
      type(none);
      expect(screen.getByText(/cannot be read as a name/)).toBeTruthy();
    }
    type(`${'a'.repeat(63)}.example.com`);
    expect(screen.queryByText(/cannot be read as a name/)).toBeNull();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ name: 'web', ndots: '2', library: 'go' })).toEqual({ name: 'web', ndots: '2', library: 'go' });
    expect(parseState({ name: 'web', ndots: '7', library: 'go' })).toBeUndefined();
    expect(parseState(null)).toBeUndefined();
  });
});

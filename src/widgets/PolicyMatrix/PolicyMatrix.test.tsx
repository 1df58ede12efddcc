// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import PolicyMatrix from './PolicyMatrix';
import { initialState, parseState, PODS, verdictsOf, type MatrixState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <PolicyMatrix />
  </LocaleContext>
);
const passing = (state: Partial<MatrixState>) =>
  verdictsOf({ ...initialState, ...state }).flatMap((row, from) => row.flatMap(({ allowed }, to) => (allowed && from !== to ? [`${PODS[from]!.name}>${PODS[to]!.name}`] : [])));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('PolicyMatrix', () => {
  it('shows on the server that a way in is no way out', () => {
    expect(renderToString(page('ko'))).toContain('web → api (TCP 8000): 막힙니다. 보내는 쪽은 shop/default-deny 정책에 골라졌고 아무도 허용하지 않습니다. 받는 쪽은 shop/api-from-web 정책이 허용합니다.');
    expect(renderToString(page('en'))).toContain('The sender is selected by shop/default-deny, and nothing allows it. The receiver is allowed by shop/api-from-web.');
  });

  it('policies add up, and only both ends together open a connection', () => {
    expect(passing({ on: [] })).toHaveLength(20);
    expect(passing({ on: ['default-deny'] })).toEqual(['dns>guest', 'guest>dns']);
    expect(passing({ on: ['default-deny', 'api-from-web', 'web-egress'] })).toEqual(['web>api', 'web>dns', 'dns>guest', 'guest>dns']);
    // Without the default deny `api` admits nobody but `web`, and the stranger with the same label is not meant.
    expect(passing({ on: ['api-from-web'] }).filter((pair) => pair.endsWith('>api'))).toEqual(['web>api']);
    expect(passing({ enforced: false })).toHaveLength(20);
  });

  it('explains the connection that is chosen', () => {
    render(page());
    fireEvent.click(screen.getByRole('checkbox', { name: /web-egress/ }));
    expect(screen.getByText(/^web → api \(TCP 8000\): passes\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'guest to api: no way in' }));
    expect(screen.getByText(/The sender is selected by no policy\. The receiver is selected by shop\/default-deny, shop\/api-from-web/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Flannel alone (does not)'));
    expect(screen.getByText(/nothing enforces them/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ ...initialState, on: ['web-egress', 'default-deny'] })).toEqual({ ...initialState, on: ['default-deny', 'web-egress'] });
    expect(parseState({ ...initialState, on: ['other'] })).toBeUndefined();
    expect(parseState({ ...initialState, from: 'nobody' })).toBeUndefined();
    expect(parseState(null)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import PathMatch from './PathMatch';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <PathMatch />
  </LocaleContext>
);
const type = (target: string) => fireEvent.change(screen.getByLabelText('Your own'), { target: { value: target } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('PathMatch', () => {
  it('shows on the server that a prefix goes by elements', () => {
    expect(renderToString(page('ko'))).toContain('서비스 web로 갑니다');
    expect(renderToString(page('en'))).toContain('the rule Prefix / wins. No other rule matches.');
  });

  it('says why a rule wins, and what is no path', () => {
    render(page());
    type('/cart');
    expect(screen.getByText(/Service cart-home.*Exact comes before/)).toBeTruthy();
    type('/cart/pay/x');
    expect(screen.getByText(/Service pay.*longest/)).toBeTruthy();
    type('cart');
    expect(screen.getByText(/begins with/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ target: '/x' })).toEqual({ target: '/x' });
    expect(parseState({ target: 'x'.repeat(121) })).toBeUndefined();
    expect(parseState(undefined)).toBeUndefined();
  });
});

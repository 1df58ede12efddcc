// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import EdgeAndLevel from './EdgeAndLevel';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <EdgeAndLevel />
  </LocaleContext>
);
const press = (index: number) => fireEvent.click(screen.getAllByRole('button', { name: /news/ })[index]!);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('EdgeAndLevel', () => {
  it('shows on the server that one lost event leaves the left controller short', () => {
    expect(renderToString(page('ko'))).toContain('끝에 왼쪽은 2개, 오른쪽은 3개');
    expect(renderToString(page('en'))).toContain('the left one has 2, the right one 3');
  });

  it('says when both are equal, by luck or for good, and when nobody has heard since', () => {
    render(page());
    press(2);
    expect(screen.getByText(/cancel out/)).toBeTruthy();
    press(2);
    press(1);
    expect(screen.getByText(/As long as no news is lost/)).toBeTruthy();
    press(4);
    expect(screen.getByText(/no news has come since/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ lost: [4, 99, 'x'] })).toEqual({ lost: [4] });
    expect(parseState({ lost: 1 })).toBeUndefined();
    expect(parseState(null)).toBeUndefined();
  });
});

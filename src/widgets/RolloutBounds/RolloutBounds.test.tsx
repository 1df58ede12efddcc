// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import RolloutBounds from './RolloutBounds';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <RolloutBounds />
  </LocaleContext>
);
const replicas = (count: number) => fireEvent.change(screen.getByRole('slider'), { target: { value: String(count) } });
const choose = (field: string, share: string) => fireEvent.click([...screen.getByRole('group', { name: field }).querySelectorAll('label')].find((label) => label.textContent === share)!);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('RolloutBounds', () => {
  it('shows on the server that four replicas run one short', () => {
    expect(renderToString(page('ko'))).toContain('4개에서 3개까지');
    expect(renderToString(page('en'))).toContain('from 4 to 3: 75%');
  });

  it('keeps three whole, and says what that takes', () => {
    render(page());
    replicas(3);
    expect(screen.getByText(/All 3 stay ready.*room for 4/)).toBeTruthy();
    expect(screen.getByRole('img', { name: 'At least 3 ready Pods, 3 wanted, at most 4 Pods in all' })).toBeTruthy();
  });

  it('says what is refused, and what rounding forces', () => {
    render(page());
    choose('maxSurge', '0');
    choose('maxUnavailable', '0');
    expect(screen.getByText(/refuses 0 and 0/)).toBeTruthy();
    choose('maxUnavailable', '25%');
    replicas(2);
    expect(screen.getByText(/takes unavailable as 1/)).toBeTruthy();
    choose('maxUnavailable', '100%');
    expect(screen.getByText(/no ready Pod at all/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ replicas: 7, surge: '1', unavailable: '0' })).toEqual({ replicas: 7, surge: '1', unavailable: '0' });
    for (const bad of [null, { replicas: 0, surge: '1', unavailable: '0' }, { replicas: 3, surge: '2', unavailable: '0' }]) expect(parseState(bad)).toBeUndefined();
  });
});

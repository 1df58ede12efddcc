// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import ConfigPropagation from './ConfigPropagation';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <ConfigPropagation />
  </LocaleContext>
);
const cell = (row: RegExp) => screen.getByRole('row', { name: row }).querySelector('td')!.textContent;

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ConfigPropagation', () => {
  it('shows on the server that variables and subPath stay old', () => {
    expect(renderToString(page('ko'))).toContain('환경 변수와 subPath는 하루가 지나도 info입니다');
    expect(renderToString(page('en'))).toContain('Variables and subPath will say info tomorrow');
  });

  it('follows time and what happened to the Pod', () => {
    render(page());
    fireEvent.change(screen.getByRole('slider'), { target: { value: '30' } });
    expect(cell(/^volume info or/)).toBe('info or debug');
    expect(screen.getByText(/after 90 s or so/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('container restarts'));
    expect(cell(/variables/)).toBe('debug');
    fireEvent.click(screen.getByLabelText('new Pod'));
    expect(cell(/subPath/)).toBe('debug');
    expect(cell(/immutable/)).toMatch(/refused/);
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ seconds: 60, since: 'podReplaced' })).toEqual({ seconds: 60, since: 'podReplaced' });
    for (const bad of [null, { seconds: 61, since: 'nothing' }, { seconds: 190, since: 'nothing' }, { seconds: 60, since: 'never' }]) expect(parseState(bad)).toBeUndefined();
  });
});

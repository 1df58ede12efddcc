// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { initialState, parseState } from './state';
import VersionLadder from './VersionLadder';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <VersionLadder />
  </LocaleContext>
);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('VersionLadder', () => {
  it('starts where all is supported and the kubelet goes first all the same, in both languages', () => {
    expect(renderToString(page('ko'))).toContain('그래서 kubelet부터 올립니다');
    expect(renderToString(page('en'))).toContain('So kubelet goes first');
  });

  it('shows what a raise in the wrong order breaks', () => {
    render(page());
    press('Raise two API servers by one');
    expect(screen.getByText(/not supported: kubelet \(too old\)/)).toBeTruthy();
    expect(screen.getByText('From an unsupported combination there is no prescribed next step.')).toBeTruthy();
  });

  it('reaches the end by right steps only', () => {
    render(page());
    for (let step = 0; step < 6; step += 1) press('One right step');
    expect(screen.getByText(/Everything is at 1.37/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState(structuredClone(initialState))).toEqual(initialState);
    for (const bad of [null, {}, { ...initialState, kubelet: 99 }, { ...initialState, apiServers: [36] }]) expect(parseState(bad)).toBeUndefined();
  });
});

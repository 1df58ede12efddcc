// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { prepare } from '../living/engine';
import SecretReaders from './SecretReaders';
import { parseState } from './state';

beforeAll(() => prepare({ scene: 'secret-readers', options: null }), 30_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const page = (locale: Locale) => (
  <LocaleContext value={locale}>
    <SecretReaders />
  </LocaleContext>
);

describe('SecretReaders', () => {
  it('shows on the server that creating Pods is enough, in both languages', () => {
    expect(renderToString(page('ko'))).toContain('시크릿을 읽을 권한이 없는데도 값을 얻었습니다: 시크릿을 마운트한 파드를 만들기.');
    expect(renderToString(page('en'))).toContain('no right to read Secrets, yet the value was read. Ways that worked: create a Pod that mounts it.');
  });

  it('tells of each person what they get, and what they are told', () => {
    render(page('en'));
    fireEvent.click(screen.getByRole('button', { name: /vera/ }));
    expect(screen.getByText(/no way led to the value/)).toBeTruthy();
    expect(screen.getByText(/User "vera" cannot list resource "secrets"/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /not rewritten/ }));
    expect(screen.getByText(/PASSWORD blue-1/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ person: 'exec' })).toEqual({ person: 'exec' });
    for (const bad of [null, {}, { person: 'root' }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import HelmValues from './HelmValues';
import { initialState, lessonOf, parseState, resultOf } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <HelmValues />
  </LocaleContext>
);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('HelmValues', () => {
  it('shows on the server that an index begins with an empty list, in both languages', () => {
    expect(renderToString(page('ko'))).toContain('빈 목록에서 시작');
    expect(renderToString(page('en'))).toContain('begins with an empty list');
    expect(resultOf(initialState).ports).toEqual([null, 8443]);
  });

  it('changes one item of a list that came from a file', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('-f prod.yaml'));
    expect(screen.getByText('ports: [80,8443]')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('--set debug=null'));
    expect(screen.getByText('debug: (gone)')).toBeTruthy();
  });

  it('says what each choice teaches', () => {
    expect(resultOf({ on: ['string', 'number'] }).image).toEqual({ name: 'hello', tag: '1700' });
    expect(([[], ['file'], ['number'], ['nothing'], ['string', 'number'], ['list', 'file']] as const).map((on) => lessonOf({ on }))).toEqual(['defaults', 'fileMerges', 'setWins', 'nullDeletes', 'stringWins', 'listFromFile']);
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ on: ['file', 'toString'] })).toEqual({ on: ['file'] });
    for (const bad of [null, {}, { on: 'file' }]) expect(parseState(bad)).toBeUndefined();
  });
});

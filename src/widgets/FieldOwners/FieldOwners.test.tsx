// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import FieldOwners from './FieldOwners';
import { initialState, parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <FieldOwners />
  </LocaleContext>
);
const row = (label: string) => within(screen.getByText(label, { selector: 'th code' }).closest('tr')!);
const ops = () => within(screen.getAllByRole('group').find((one) => one.getAttribute('data-owner') === 'ops')!);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('FieldOwners', () => {
  it('shows on the server what ci owns', () => {
    expect(renderToString(page('ko'))).toContain('kubectl apply --server-side --field-manager=ci');
    expect(renderToString(page('en'))).toContain('serverside-applied');
  });

  it('refuses what another owns, and gives it by force', () => {
    render(page());
    fireEvent.click(ops().getByRole('button', { name: 'apply' }));
    expect(screen.getByText(/conflict with "ci": \.spec\.replicas/)).toBeTruthy();
    expect(row('.replicas').getByText('3')).toBeTruthy();
    fireEvent.click(ops().getByRole('button', { name: /--force-conflicts/ }));
    expect(row('.replicas').getByText('5')).toBeTruthy();
    expect(row('.replicas').getByText('ops')).toBeTruthy();
    expect(row('.replicas').queryByText('ci')).toBeNull();
    expect(row('.cpu').getByText('ops')).toBeTruthy();
  });

  it('shares what both write alike, and hides what the server filled in', () => {
    render(page());
    fireEvent.click(ops().getByLabelText('3'));
    fireEvent.click(ops().getByRole('button', { name: 'apply' }));
    expect(row('.replicas').getByText('shared')).toBeTruthy();
    expect(screen.queryByText('.strategy', { selector: 'th code' })).toBeNull();
    fireEvent.click(screen.getByRole('checkbox'));
    expect(screen.getByText('.strategy', { selector: 'th code' })).toBeTruthy();
  });

  it('reads back what it keeps, and nothing else', () => {
    expect(parseState(JSON.parse(JSON.stringify(initialState)))).toEqual(initialState);
    for (const raw of [null, {}, { ...initialState, steps: [{ do: 'delete' }] }, { ...initialState, wishes: { ci: { replicas: 7, image: null }, ops: initialState.wishes.ops } }]) expect(parseState(raw)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import ClaimMatch from './ClaimMatch';
import { parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <ClaimMatch />
  </LocaleContext>
);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ClaimMatch', () => {
  it('shows on the server that the larger volume is taken', () => {
    expect(renderToString(page('ko'))).toContain('pv-disk(20Gi)에 묶입니다');
    expect(renderToString(page('en'))).toContain('It binds to pv-disk (20Gi)');
  });

  it('says why a claim waits', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('fast'));
    expect(screen.getByText(/Nothing is broken/)).toBeTruthy();
    expect(screen.getByText('fits, waits for a Pod')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('"" (none)'));
    expect(screen.getByText(/does not get the default class/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('manual'));
    fireEvent.click(screen.getByLabelText('50Gi'));
    expect(screen.getByText(/no StorageClass object named manual/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('5Gi'));
    fireEvent.click(screen.getByLabelText('ReadWriteMany'));
    expect(screen.getByText(/binds to pv-nfs/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ size: '8Gi', mode: 'ReadWriteMany', className: 'none' })).toEqual({ size: '8Gi', mode: 'ReadWriteMany', className: 'none' });
    for (const bad of [null, { size: '9Gi', mode: 'ReadWriteOnce', className: 'fast' }]) expect(parseState(bad)).toBeUndefined();
  });
});

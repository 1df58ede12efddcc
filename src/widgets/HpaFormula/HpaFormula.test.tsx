// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import HpaFormula from './HpaFormula';
import { decide, parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <HpaFormula />
  </LocaleContext>
);
const move = (label: RegExp, value: number) => fireEvent.change(screen.getByRole('slider', { name: label }), { target: { value: String(value) } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('HpaFormula', () => {
  it('shows on the server that one container without a request stops everything', () => {
    expect(renderToString(page('ko'))).toContain('missing request for cpu in container log of Pod web-1');
    expect(renderToString(page('en'))).toContain('One container without a request is enough');
  });

  it('grows, keeps still within the tolerance, and proposes to shrink', () => {
    render(page());
    fireEvent.click(screen.getByText('100m'));
    expect(screen.getByText('It scales from 3 to 5.')).toBeTruthy();
    move(/each Pod uses/, 220);
    expect(screen.getByText(/55% lies between/)).toBeTruthy();
    move(/each Pod uses/, 60);
    expect(screen.getByText(/It proposes 1 instead of 3/)).toBeTruthy();
    move(/each Pod uses/, 160);
    expect(screen.getByText(/rounding up gives 3 again/)).toBeTruthy();
  });

  it.each([
    [3, 320, 50, 5],
    [2, 220, 50, 2],
    [2, 240, 50, 3],
    [4, 800, 50, 16],
  ])('%i Pods at %im towards %i%% become %i', (replicas, usage, target, wanted) => {
    expect(decide({ replicas, usage, target, requested: true })).toMatchObject({ replicas: wanted });
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ replicas: 2, usage: 0, target: 80, requested: true })).toEqual({ replicas: 2, usage: 0, target: 80, requested: true });
    for (const bad of [null, { replicas: 0, usage: 0, target: 80, requested: true }, { replicas: 1, usage: 0, target: 80, requested: 'no' }]) expect(parseState(bad)).toBeUndefined();
  });
});

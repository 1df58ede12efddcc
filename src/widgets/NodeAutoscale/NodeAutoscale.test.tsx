// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { scaleDown } from './model';
import NodeAutoscale from './NodeAutoscale';
import { INITIAL, OCCUPANTS, parseState, PRESETS, takeOver } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <NodeAutoscale />
  </LocaleContext>
);
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? '';
const move = (label: RegExp, value: number) => fireEvent.change(screen.getByRole('slider', { name: label }), { target: { value: String(value) } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('NodeAutoscale', () => {
  it('shows a decision on the server, in both languages', () => {
    expect(renderToString(page())).toContain('It adds 3 to group small');
    expect(renderToString(page('ko'))).toContain('small 그룹에 3대를 더합니다');
  });

  it('goes to the larger machines where Pods do not fit the small ones, and nowhere where they fit none', () => {
    render(page());
    move(/^CPU request of a Pod/, 1900);
    expect(said()).toContain('It adds 2 to group large, which takes 5 of the 5');
    move(/^CPU request of a Pod/, 8000);
    expect(said()).toContain('A new node of no group would take them');
    move(/^Pods that found no place/, 0);
    expect(said()).toContain('No Pod waits');
  });

  it('stops at the maximum of a group', () => {
    render(page());
    move(/^Maximum of group small/, 2);
    expect(said()).toContain('group large');
    move(/^Maximum of group large/, 0);
    expect(said()).toContain('at their maximum');
  });

  it('says what keeps a node', () => {
    render(page());
    fireEvent.click(screen.getByRole('radio', { name: 'Remove nodes' }));
    expect(said()).toContain('It removes node-a');
    const choose = screen.getByRole('combobox');
    fireEvent.change(choose, { target: { value: 'local' } });
    expect(said()).toContain('An emptyDir on disk keeps it.');
    fireEvent.change(choose, { target: { value: 'daemon' } });
    expect(said()).toContain('It removes node-a');
    move(/^node-a has been unneeded/, 5);
    expect(said()).toContain('waits until ten minutes are full');
    move(/^Since the last node was added/, 5);
    expect(said()).toContain('less than ten minutes ago');
  });

  it('knows a reason for each occupant but two', () => {
    const kinds = Object.fromEntries(OCCUPANTS.map((occupant) => [occupant, scaleDown({ ...INITIAL, occupant }).looks[0]!.verdict.kind]));
    expect(kinds).toEqual({ plain: 'remove', daemon: 'remove', bare: 'blocked', local: 'blocked', system: 'blocked', budget: 'blocked', unsafe: 'blocked' });
    expect(scaleDown({ ...INITIAL, requested: 2000 }).looks[0]!.verdict.kind).toBe('busy');
    expect(scaleDown({ ...INITIAL, other: 3700 }).looks[0]!.verdict.kind).toBe('noPlace');
  });

  it('reads back what it stores', () => {
    for (const state of Object.values(PRESETS)) expect(parseState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(takeOver({ preset: 'down' })).toEqual(PRESETS.down);
    for (const bad of [null, {}, { ...INITIAL, pods: -1 }, { ...INITIAL, occupant: 'x' }, { ...INITIAL, cpu: 150.5 }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { initialState, MOST_ACTIONS, parseState } from './state';
import UpgradeLab from './UpgradeLab';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <UpgradeLab />
  </LocaleContext>
);
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (label: string) => fireEvent.click(screen.getByLabelText(label));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('UpgradeLab', () => {
  it('starts with an upgrade that kubeadm refuses, on the server and in both languages', () => {
    for (const [locale, word] of [['ko', 'kubeadm이 버전 정책으로 거절했습니다'], ['en', 'kubeadm refused by its version policy']] as const) {
      const html = renderToString(page(locale));
      expect(html).toContain(word);
      expect(html).toContain('There are kubelets in this cluster that are too old that have these versions [v1.33.7]');
    }
  });

  it('does what it says first, and says it', () => {
    render(page());
    press('drain');
    expect(screen.getByText(/node-c is empty and no budget was broken/)).toBeTruthy();
    press('kubelet v1.36.3');
    press('uncordon');
    expect(screen.getByText(/node-c takes Pods again/)).toBeTruthy();
    press('cp-1');
    press('kubeadm upgrade apply v1.37.0');
    expect(screen.getByText(/The control plane of cp-1 is at v1.37.0/)).toBeTruthy();
    press('Undo one step');
    expect(screen.getByText(/node-c takes Pods again/)).toBeTruthy();
  });

  it('shows the deadlock of a budget in the server’s words, and what breaks it', () => {
    render(page());
    choose('3');
    press('drain');
    expect(screen.getByText('The disruption budget web needs 3 healthy pods and has 3 currently')).toBeTruthy();
    choose('--force --disable-eviction');
    press('node-a');
    press('drain');
    expect(screen.getByText(/node-a is empty, but by deletion/)).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Goal' })).getAllByText('not yet').length).toBe(3);
  });

  it('reaches the goal by right steps', () => {
    render(page());
    for (let step = 0; step < 40 && screen.queryByText('Nothing is left to do.') === null; step += 1) press('One right step');
    expect(within(screen.getByRole('list', { name: 'Goal' })).getAllByText('met').length).toBe(3);
  });

  it('restores under a client: silence without a bump, 410 with it', () => {
    render(page());
    choose('etcd snapshot');
    press('Delete beta');
    press('Create delta');
    press('Restore as it is');
    expect(screen.getByText(/Vanished: delta. Came back: beta.*neither error nor event/)).toBeTruthy();
    expect(screen.getByText('only in the cache')).toBeTruthy();
    press('Undo one step');
    press(/Restore with --bump-revision/);
    expect(screen.getByText(/^410 Expired: too old resource version: /)).toBeTruthy();
    expect(screen.queryByText('only in the cache')).toBeNull();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState(structuredClone(initialState))).toEqual(initialState);
    const bad = [null, { ...initialState, tab: 'x' }, { ...initialState, upgrade: [{ do: 'apply', node: 'node-a' }] }, { ...initialState, snapshot: [{ do: 'delete', name: 'x' }] }, { ...initialState, upgrade: Array.from({ length: MOST_ACTIONS + 1 }, () => ({ do: 'budget', minAvailable: 2 })) }];
    for (const one of bad) expect(parseState(one)).toBeUndefined();
  });
});

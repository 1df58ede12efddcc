// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import PodsPerNode from './PodsPerNode';

const show = (locale: Locale = 'en') =>
  render(
    <LocaleContext value={locale}>
      <PodsPerNode />
    </LocaleContext>,
  );
const dial = (name: RegExp, value: number) => fireEvent.change(screen.getByRole('slider', { name }), { target: { value: String(value) } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const flow = () => fireEvent.click(screen.getByLabelText('Follow apply and GET /'));

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, '', '/page');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('PodsPerNode', () => {
  it('shows its first answer on the server, in both languages', () => {
    for (const [locale, words] of [['ko', '앱 파드는 14개까지 돕니다'], ['en', 'Up to 14 application Pods run']] as const) {
      expect(renderToString(<LocaleContext value={locale}><PodsPerNode /></LocaleContext>)).toContain(words);
    }
  });

  it('moves from CPU to addresses, then leaves Pods without one', () => {
    show();
    expect(screen.getByText('(4,000m − 80m reserved − 200m DaemonSets) ÷ 250m')).toBeTruthy();
    dial(/^CPU request \d/, 50);
    expect(screen.getByText(/What binds first: maxPods, IP addresses/)).toBeTruthy();
    dial(/^kubelet’s maxPods/, 110);
    expect(screen.getByText(/hang in ContainerCreating/)).toBeTruthy();
    press(/^Back to the default, 58/);
    expect(screen.queryByText(/hang in ContainerCreating/)).toBeNull();
  });

  it('has each provider’s ways to addresses, and says when maxPods is refused', () => {
    show();
    fireEvent.click(screen.getByLabelText('Google GKE'));
    expect(screen.getByText('the node never runs out')).toBeTruthy();
    dial(/^kubelet’s maxPods/, 300);
    expect(screen.getByText(/takes no maxPods above 256/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'GKE: Configure maximum Pods per node' })).toBeTruthy();
  });

  it('steps through apply and tells what happens when the scheduler dies', () => {
    show();
    flow();
    for (let n = 0; n < 4; n += 1) press('Next');
    press('Stop scheduler here');
    expect(screen.getByText('It ends at step 5.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Next' }).hasAttribute('disabled')).toBe(true);
    press('Bring it back');
    expect(screen.queryByText('It ends at step 5.')).toBeNull();
  });

  it('answers GET / without the control plane, and keeps that over a reload and in Korean', () => {
    show();
    flow();
    fireEvent.click(screen.getByLabelText('GET /'));
    press('Stop the whole control plane');
    expect(screen.getByText('It still gets to the end.')).toBeTruthy();
    cleanup();
    show('ko');
    expect(screen.getByText('그래도 끝까지 갑니다.')).toBeTruthy();
  });

  it('plays by itself and stops at the last step', () => {
    vi.useFakeTimers();
    show();
    flow();
    press('Play on');
    act(() => vi.advanceTimersByTime(1800 * 30));
    expect(screen.getByText(/^12\/12\./)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Play on' }).hasAttribute('disabled')).toBe(true);
  });
});

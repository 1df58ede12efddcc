// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import QuotaLab from './QuotaLab';
import { MOST_ACTIONS, parseState, PRESETS, startOf, type Preset } from './state';

const page = (locale: Locale = 'en', preset?: Preset) => (
  <LocaleContext value={locale}>
    <QuotaLab preset={preset} />
  </LocaleContext>
);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('QuotaLab', () => {
  it('shows on the server 2/5, the refusal and the charge that broke it', () => {
    for (const locale of ['ko', 'en'] as const) {
      const html = renderToString(page(locale));
      expect(html).toContain('2/5');
      expect(html).toContain('exceeded quota: team-a, requested: requests.cpu=200m, used: requests.cpu=400m, limited: requests.cpu=500m');
    }
    expect(renderToString(page('en'))).toContain('requests.cpu: 400m used + 200m requested = 600m &gt; 500m');
    expect(renderToString(page('ko'))).toContain('requests.cpu: 쓴 양 400m + 요청 200m = 600m &gt; 한도 500m');
  });

  it('finds the reason at the ReplicaSet and in the Events, and not at the Deployment', () => {
    render(page());
    const shown = () => screen.getAllByRole('group').map(({ textContent }) => textContent ?? '').find((text) => text.startsWith('$')) ?? '';
    expect(shown()).not.toContain('forbidden');
    fireEvent.click(screen.getByLabelText('ReplicaSet'));
    expect(shown()).toContain('reason: FailedCreate');
    fireEvent.click(screen.getByLabelText('Events'));
    expect(shown()).toContain('forbidden');
  });

  it('is solved by a smaller request, and by a LimitRange', () => {
    render(page());
    choose('What the Pods state', 'small');
    press('Apply the Deployment');
    // The old Pods hold the quota that the new ones would need.
    expect(screen.getByText('3/5')).toBeTruthy();
    choose('Replicas', '0');
    press('Apply the Deployment');
    choose('Replicas', '5');
    press('Apply the Deployment');
    expect(screen.getByText('5/5')).toBeTruthy();
    cleanup();
    window.localStorage.clear();
    render(page('en', 'unstated'));
    expect(screen.getByText('0/5')).toBeTruthy();
    expect(screen.getByText(/The quota counts requests.cpu, so every container has to state it/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('default request 100m'));
    press('Apply the Deployment');
    expect(screen.getByText('5/5')).toBeTruthy();
    expect(screen.getAllByText('met')).toHaveLength(2);
  });

  it('refuses a Pod at once, and makes room when one goes', () => {
    render(page());
    choose('Replicas', '0');
    press('Apply the Deployment');
    choose('What the Pods state', 'big');
    press('Create one Pod');
    press('Create one Pod');
    expect(screen.getByText(/^pods "big-5" is forbidden: exceeded quota/)).toBeTruthy();
    press('Delete big-4');
    press('Create one Pod');
    expect(screen.getByText('big-7')).toBeTruthy();
  });

  it('reads back what it stores and nothing else', () => {
    for (const preset of Object.keys(PRESETS) as Preset[]) expect(parseState(JSON.parse(JSON.stringify(startOf(preset))))).toEqual(startOf(preset));
    const { actions, ...rest } = startOf('puzzle');
    const more = { do: 'limits', item: { max: { cpu: '400m' } } };
    expect(parseState({ ...rest, actions: [...actions, more, { do: 'delete', name: 'web-1' }] })?.actions).toHaveLength(4);
    for (const bad of [null, {}, { ...rest, actions: [] }, { ...rest, actions: Array.from({ length: MOST_ACTIONS + 1 }, () => actions[0]) }, { ...rest, actions: [actions[1]] }, { ...rest, actions, place: 'x' }, { ...rest, actions: [...actions, { do: 'deployment', shape: 'web', replicas: 9 }] }, { ...rest, actions: [...actions, { do: 'delete', name: '<' }] }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { PROBE_PRESETS } from '@site/src/simulation/scenarios/living/probes/options';
import { prepare } from '../living/engine';
import ProbeLab from './ProbeLab';

beforeAll(() => prepare({ scene: 'probes', options: PROBE_PRESETS.java }), 30_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const show = () =>
  render(
    <LocaleContext.Provider value="en">
      <ProbeLab />
    </LocaleContext.Provider>,
  );

describe('ProbeLab', () => {
  it('begins with Pods that are killed before they are up, and is solved with a startup probe', async () => {
    show();
    expect(screen.getByText(/no Pod has ever taken traffic/)).toBeTruthy();
    expect(screen.queryByText('met')).toBeNull();
    fireEvent.click(screen.getAllByRole('radio', { name: 'yes' })[0]!);
    await waitFor(() => expect(screen.getByText(/0 restarts, 26 s until the first traffic, 0 requests lost/)).toBeTruthy(), { timeout: 25_000 });
    expect(screen.getAllByRole('img', { name: /0 restarts\..*ready/ })).toHaveLength(3);
  }, 40_000);

  it('shows an outage that a liveness probe makes longer', async () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: 'Database outage' }));
    await waitFor(() => expect(screen.getByText(/9 restarts/)).toBeTruthy(), { timeout: 25_000 });
    fireEvent.click(screen.getAllByRole('radio', { name: 'the app alone (/self)' })[0]!);
    await waitFor(() => expect(screen.getByText(/In ten minutes: 0 restarts/)).toBeTruthy(), { timeout: 25_000 });
  }, 60_000);

  it('has a tab in which a Pod ends under load, and loses nothing where it waits and then finishes', async () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: 'Shutdown' }));
    const slide = (label: RegExp, value: string) => fireEvent.change(screen.getByRole('slider', { name: label }), { target: { value } });
    await waitFor(() => expect(screen.getByText(/the process ended by itself at 0\.?\d* s \(exit code 143\)/)).toBeTruthy(), { timeout: 25_000 });
    expect(screen.getByRole('img', { name: /^rules of node-1\. 0\.0–2\.\d s lead to it as well, .* s spare it/ })).toBeTruthy();
    slide(/^preStop sleep/, '5');
    fireEvent.click(screen.getByRole('radio', { name: 'closes its port, finishes' }));
    await waitFor(() => expect(screen.getByText(/SIGTERM came 5(\.\d)? s after the deletion; .*exit code 0.* refused: 0; reset before they were answered: 0\./)).toBeTruthy(), { timeout: 25_000 });
    expect(screen.getAllByText('met')).toHaveLength(1);
    slide(/^preStop sleep/, '60');
    await waitFor(() => expect(screen.getByText(/must be non-negative and less than terminationGracePeriodSeconds \(30\)/)).toBeTruthy(), { timeout: 25_000 });
  }, 60_000);
});

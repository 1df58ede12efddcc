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
});

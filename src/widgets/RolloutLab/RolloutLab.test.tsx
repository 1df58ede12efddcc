// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { ROLLOUT_DEFAULT } from '@site/src/simulation/scenarios/living/rollout/options';
import { prepare } from '../living/engine';
import RolloutLab from './RolloutLab';

beforeAll(() => prepare({ scene: 'rollout', options: ROLLOUT_DEFAULT }));
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const show = () =>
  render(
    <LocaleContext.Provider value="en">
      <RolloutLab />
    </LocaleContext.Provider>,
  );

describe('RolloutLab', () => {
  it('begins with a rollout that is over, within its bounds, and has lost requests', () => {
    show();
    expect(screen.getByText(/At the least 8 were ready, at the most there were 13 Pods/)).toBeTruthy();
    expect(screen.getByText('deployment "shop" successfully rolled out')).toBeTruthy();
    expect(screen.getByRole('img', { name: /fewest ready: 8; most Pods: 13/ })).toBeTruthy();
  });

  it('plays the rollout anew with other settings, and says what the server refuses', async () => {
    show();
    const [unavailable] = screen.getAllByRole('radio', { name: '0' });
    fireEvent.click(unavailable!);
    await waitFor(() => expect(screen.getByText(/At the least 10 were ready/)).toBeTruthy(), { timeout: 20_000 });
    const [, surge] = screen.getAllByRole('radio', { name: '0' });
    fireEvent.click(surge!);
    await waitFor(() => expect(screen.getByText(/may not be 0 when/)).toBeTruthy(), { timeout: 20_000 });
  }, 45_000);

  it('goes back with undo, and says why it cannot while the rollout is paused', async () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByRole('list', { name: 'ReplicaSets' }).textContent).toMatch(/revision 3/), { timeout: 20_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Pause the rollout' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Resume the rollout' })).toBeTruthy(), { timeout: 20_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByText(/you cannot rollback a paused deployment/)).toBeTruthy());
  }, 45_000);
});

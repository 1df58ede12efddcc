// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { prepare } from '../living/engine';
import RequestJourney from './RequestJourney';

beforeAll(() => prepare({ scene: 'request-journey', options: null }));
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

describe('RequestJourney', () => {
  it('goes from the apply through every write, and back', async () => {
    render(
      <LocaleContext.Provider value="en">
        <RequestJourney />
      </LocaleContext.Provider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Apply the Deployment' }));
    const next = await screen.findByRole('button', { name: 'Next write' }, { timeout: 10_000 });
    expect(screen.getByText('POST /apis/apps/v1/namespaces/default/deployments')).toBeTruthy();
    const seen = new Set<string>();
    for (let write = 0; write < 40 && !(next as HTMLButtonElement).disabled; write += 1) {
      fireEvent.click(next);
      seen.add(document.querySelector('[aria-current="step"]')?.textContent?.trim() ?? '');
    }
    await waitFor(() => expect(seen).toContain('endpointslice-controller'));
    expect([...seen]).toEqual(expect.arrayContaining(['deployment-controller', 'replicaset-controller', 'kube-scheduler', 'kubelet']));
    fireEvent.click(screen.getByRole('button', { name: 'Previous write' }));
    expect((next as HTMLButtonElement).disabled).toBe(false);
  });
});

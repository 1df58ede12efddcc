// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { STORAGE_DEFAULT } from '@site/src/simulation/scenarios/living/storage/options';
import { prepare } from '../living/engine';
import StorageLab from './StorageLab';

beforeAll(() => prepare({ scene: 'storage', options: STORAGE_DEFAULT }), 30_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const page = (locale: Locale) => (
  <LocaleContext value={locale}>
    <StorageLab />
  </LocaleContext>
);
const SOON = { timeout: 20_000 };

describe('StorageLab', () => {
  it('shows on the server a volume where its Pod cannot go, in both languages', () => {
    expect(renderToString(page('ko'))).toContain('파드: web Pending. 볼륨: Bound, zone-a.');
    expect(renderToString(page('en'))).toContain('Pods: web Pending. Volumes: Bound, zone-a.');
  });

  it('is solved by waiting for the first consumer', async () => {
    render(page('en'));
    expect(screen.getAllByText(/match PersistentVolume's node affinity/, { selector: 'code' }).length).toBeGreaterThan(0);
    fireEvent.click(screen.getByRole('radio', { name: 'WaitForFirstConsumer' }));
    await waitFor(() => expect(screen.getByText(/Pods: web Running \(node-b1\)\. Volumes: Bound, zone-b, attached to node-b1\./)).toBeTruthy(), SOON);
    expect(screen.getByText('met')).toBeTruthy();
  }, 40_000);

  it('shows the error of a volume on two nodes, and one that says no to growing', async () => {
    render(page('en'));
    fireEvent.click(screen.getByRole('radio', { name: 'Two nodes' }));
    await waitFor(() => expect(screen.getByText(/Multi-Attach error for volume/)).toBeTruthy(), SOON);
    fireEvent.click(screen.getByRole('radio', { name: 'Growing' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Grow to 8Gi' })).toBeTruthy(), SOON);
    fireEvent.click(screen.getByRole('radio', { name: 'false' }));
    await waitFor(() => expect(screen.getByRole('radio', { name: 'false' })).toHaveProperty('checked', true), SOON);
    fireEvent.click(screen.getByRole('button', { name: 'Grow to 8Gi' }));
    await waitFor(() => expect(screen.getByText(/the storageclass that provisions the pvc must support resize/)).toBeTruthy(), SOON);
  }, 60_000);
});

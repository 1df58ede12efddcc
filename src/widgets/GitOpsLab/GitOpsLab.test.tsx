// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { GITOPS_DEFAULT } from '@site/src/simulation/scenarios/living/gitops/options';
import { prepare } from '../living/engine';
import GitOpsLab from './GitOpsLab';

beforeAll(() => prepare({ scene: 'gitops', options: GITOPS_DEFAULT }), 60_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const page = (locale: Locale) => (
  <LocaleContext value={locale}>
    <GitOpsLab />
  </LocaleContext>
);
const SOON = { timeout: 30_000 };

describe('GitOpsLab', () => {
  it('shows on the server an edit by hand that nobody undoes, in both languages', () => {
    expect(renderToString(page('ko'))).toContain('OutOfSync, Healthy. replicas: Git 2, 클러스터 5.');
    expect(renderToString(page('en'))).toContain('OutOfSync, Healthy. replicas: 2 in Git, 5 in the cluster.');
  });

  it('undoes it with self-heal', async () => {
    render(page('en'));
    fireEvent.click(within(screen.getByRole('group', { name: 'selfHeal' })).getByRole('radio', { name: 'on' }));
    await waitFor(() => expect(screen.getByText(/Synced, \w+\. replicas: 2 in Git, 2 in the cluster\./)).toBeTruthy(), SOON);
    expect(screen.getByText('met')).toBeTruthy();
  }, 60_000);

  it('takes a push as a commit', async () => {
    render(page('en'));
    fireEvent.click(screen.getByRole('button', { name: 'Commit without settings.yaml' }));
    await waitFor(() => expect(screen.getByText('No settings any more')).toBeTruthy(), SOON);
    expect(screen.getByText('left over')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'git revert HEAD' })).toBeTruthy();
  }, 60_000);
});

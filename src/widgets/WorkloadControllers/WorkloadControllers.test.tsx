// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { WORKLOADS_DEFAULT } from '@site/src/simulation/scenarios/living/workloads/disturbances';
import { prepare } from '../living/engine';
import WorkloadControllers from './WorkloadControllers';

beforeAll(() => prepare({ scene: 'workloads', options: WORKLOADS_DEFAULT }), 30_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const widget = (locale: 'ko' | 'en') => (
  <LocaleContext.Provider value={locale}>
    <WorkloadControllers />
  </LocaleContext.Provider>
);

describe('WorkloadControllers', () => {
  it('is written on the server in both languages, with all five at work', () => {
    for (const locale of ['ko', 'en'] as const) expect(renderToString(widget(locale))).toContain('db-2');
    expect(renderToString(widget('en'))).not.toMatch(/[가-힣]/);
  });

  it('tells what was right and wrong, says why, and keeps it', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Deployment: yes' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'StatefulSet: yes' }));
    fireEvent.click(screen.getByRole('button', { name: 'Try it' }));
    await waitFor(() => expect(screen.getByText(/3 of 4 right/)).toBeTruthy(), { timeout: 20_000 });
    expect(screen.getAllByText('wrong')).toHaveLength(1);
    expect(screen.getByText(/The name is the ordinal/).textContent).toMatch(/New: db-1/);
    cleanup();
    render(widget('en'));
    await waitFor(() => expect(screen.getByText(/3 of 4 right/)).toBeTruthy(), { timeout: 20_000 });
  }, 45_000);

  it('gives the server’s own words where it refuses', async () => {
    render(widget('en'));
    fireEvent.click(screen.getByRole('radio', { name: 'Scale to 4' }));
    await waitFor(() => expect(screen.getByRole('checkbox', { name: 'CronJob: yes' })).toBeTruthy(), { timeout: 20_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Try it' }));
    await waitFor(() => expect(screen.getAllByText('Error from server (NotFound): the server could not find the requested resource')).toHaveLength(3), { timeout: 20_000 });
  }, 45_000);
});

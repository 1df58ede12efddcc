// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { prepare } from '../living/engine';
import StopComponent from './StopComponent';

const begin = { scene: 'stop-component', options: null } as const;

beforeAll(() => prepare(begin));
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const show = () =>
  render(
    <LocaleContext.Provider value="en">
      <StopComponent />
    </LocaleContext.Provider>,
  );

describe('StopComponent', () => {
  it('begins with everything at work', () => {
    show();
    expect(screen.getAllByText('works')).toHaveLength(5);
    expect(screen.queryByText('fails')).toBeNull();
  });

  it('says what the client is told when the API server is stopped, and what still runs', async () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: /kube-apiserver/ }));
    await waitFor(() => expect(screen.getAllByText('fails')).toHaveLength(4));
    expect(screen.getAllByText('The connection to the server 192.168.0.10:6443 was refused - did you specify the right host or port?').length).toBeGreaterThan(1);
    expect(screen.getByText('4 containers')).toBeTruthy();
  });

  it('leaves new Pods without a node when the scheduler is stopped, and keeps what the reader did', async () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: /kube-scheduler/ }));
    await waitFor(() => expect(screen.getAllByText('fails')).toHaveLength(2));
    expect(screen.getAllByText('The Pod is created, but no node is chosen for it (Pending).')).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    cleanup();
    show();
    await waitFor(() => expect(screen.getAllByText('fails')).toHaveLength(2), { timeout: 10_000 });
  });
});

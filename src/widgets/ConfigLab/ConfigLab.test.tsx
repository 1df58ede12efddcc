// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { CONFIG_DEFAULT } from '@site/src/simulation/scenarios/living/config/options';
import { prepare } from '../living/engine';
import ConfigLab from './ConfigLab';

beforeAll(() => prepare({ scene: 'config', options: CONFIG_DEFAULT }), 30_000);
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const page = (locale: Locale) => (
  <LocaleContext value={locale}>
    <ConfigLab />
  </LocaleContext>
);
const SOON = { timeout: 20_000 };

describe('ConfigLab', () => {
  it('shows on the server who has seen the edit, in both languages', () => {
    expect(renderToString(page('ko'))).toContain('볼륨, 프로젝티드 볼륨, envFrom + Reloader: 새 값 debug를 읽습니다. env, envFrom, subPath, envFrom + 체크섬 애너테이션: 아직 옛 값입니다.');
    expect(renderToString(page('en'))).toContain('The new value debug is read by: volume, projected volume, envFrom + Reloader. Still the old value: env, envFrom, subPath, envFrom + checksum annotation.');
  });

  it('gives the container that is started again the new value, in its Pod', async () => {
    render(page('en'));
    fireEvent.click(screen.getByRole('button', { name: 'Look inside env' }));
    expect(screen.getByText(/LOG_LEVEL=info/, { selector: 'pre' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'End the process (kill 1)' }));
    await waitFor(() => expect(screen.getByText(/LOG_LEVEL=debug/, { selector: 'pre' })).toBeTruthy(), SOON);
    expect(screen.getAllByText(/1 container restart/)).toHaveLength(1);
  }, 40_000);

  it('says what the server says of an edit that it refuses', async () => {
    render(page('en'));
    fireEvent.click(screen.getByRole('button', { name: 'Set immutable: true' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Delete it, create it under the same name' })).toBeTruthy(), SOON);
    fireEvent.click(screen.getByRole('radio', { name: 'warn' }));
    await waitFor(() => expect(screen.getByText(/The ConfigMap "app" is invalid: data: Forbidden: field is immutable when/)).toBeTruthy(), SOON);
  }, 40_000);
});

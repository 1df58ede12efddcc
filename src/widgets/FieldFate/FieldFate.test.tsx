// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import FieldFate from './FieldFate';
import { afterCommand, FIELDS, parseState, valueAt } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <FieldFate />
  </LocaleContext>
);
const choose = (field: string, label: string) => fireEvent.click([...screen.getByRole('group', { name: field }).querySelectorAll('label')].find((one) => one.textContent === label)!);
const fates = (command: 'apply' | 'replace' | 'patch', replicas: boolean) => FIELDS.map(({ path }) => valueAt(afterCommand({ command, replicas }), path));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('FieldFate', () => {
  it('shows on the server that a removed field falls back to 1', () => {
    expect(renderToString(page('ko'))).toContain('6개가 1개로 줄었습니다');
    expect(renderToString(page('en'))).toContain('Six Pods become one');
  });

  it.each([
    ['apply', false, ['1', '10', 'kim', undefined]],
    ['apply', true, ['2', '10', 'kim', undefined]],
    ['replace', false, ['1', '10', undefined, undefined]],
    ['patch', false, ['6', '10', 'kim', 'v1']],
    ['patch', true, ['2', '10', 'kim', 'v1']],
  ] as const)('%s, replicas in the file: %s', (command, replicas, values) => {
    expect(fates(command, replicas)).toEqual(values);
  });

  it('says what each command does', () => {
    render(page());
    choose('Command', 'replace');
    expect(screen.getByText(/owner and note are both gone/)).toBeTruthy();
    choose('Command', 'patch, edit');
    expect(screen.getByText(/replicas is 6/)).toBeTruthy();
    choose('replicas in the file', 'stays 2');
    expect(screen.getByText(/replicas is 2/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ command: 'patch', replicas: true })).toEqual({ command: 'patch', replicas: true });
    for (const bad of [null, {}, { command: 'edit', replicas: true }, { command: 'apply', replicas: 1 }]) expect(parseState(bad)).toBeUndefined();
  });
});

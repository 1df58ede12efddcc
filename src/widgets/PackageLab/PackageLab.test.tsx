// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { Suspense } from 'react';
import { prerender } from 'react-dom/static.node';
import { text as readStream } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { packagingAnswer } from '@site/src/simulation/scenarios/packaging/answer';
import { GOALS } from '@site/src/simulation/scenarios/packaging/puzzle';
import { rowsOf } from './FileTree';
import PackageLab from './PackageLab';
import { PRESET_IDS, PRESETS, SOLVED, type Preset } from './presets';
import { isPath, MAX_FILES, parseState, presetOf, stateOf, takeOver, withTool } from './state';

const page = (preset?: Preset, locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <Suspense>
      <PackageLab {...(preset === undefined ? {} : { preset })} />
    </Suspense>
  </LocaleContext>
);
const show = async (preset?: Preset, locale?: Locale) => {
  await act(async () => {
    render(page(preset, locale));
  });
  await screen.findAllByRole('radio');
};
const puzzleOf = (files: typeof SOLVED) => packagingAnswer({ tool: 'helm', files, target: '', against: '', puzzle: true }).puzzle!;

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('PackageLab', { timeout: 60_000 }, () => {
  it('shows on the server what differs between two files of values', async () => {
    for (const [locale, says] of [['ko', '두 결과에서 다른 줄은'], ['en', 'Lines that differ in the two results']] as const) {
      const html = await readStream((await prerender(page(undefined, locale))).prelude);
      expect(html).toContain(says);
      expect(html).toContain('replicas: 3');
    }
  });

  it('leads from an error to its line, and shows what the template rendered', async () => {
    await show('indent');
    expect(await screen.findByText('It stopped. See web/templates/deployment.yaml, line 23.')).toBeTruthy();
    expect(screen.getByText(/yaml: line 23: did not find expected key/)).toBeTruthy();
    expect(document.querySelector('[data-marked]')?.textContent).toContain('limits:');
    fireEvent.click(screen.getByRole('button', { name: 'Open prod.yaml' }));
    fireEvent.click(screen.getByRole('button', { name: 'Go to web/templates/deployment.yaml, line 23' }));
    expect(screen.getByRole('button', { name: 'Open web/templates/deployment.yaml (error)' }).getAttribute('aria-current')).toBe('true');
  });

  it('goes through the steps of an overlay', async () => {
    await show('steps', 'ko');
    expect(screen.getByRole('group', { name: '이 단계가 바꾼 줄' }).textContent).toContain('name: settings');
    for (let i = 0; i < 3; i += 1) fireEvent.click(screen.getByRole('button', { name: '다음 단계' }));
    expect(screen.getByRole('group', { name: '이 단계가 바꾼 줄' }).textContent).toContain('+   name: prod-web');
    expect(screen.getAllByText(/이 이름을 가리키는 곳은 아직 옛 이름입니다/)).toHaveLength(2);
  });

  it('has a puzzle that is open at first and solved by what it offers', async () => {
    expect(puzzleOf(PRESETS.puzzle.files).met).toEqual({ prod: false, labels: false, untouched: true, same: true });
    expect(GOALS.every((goal) => puzzleOf(SOLVED).met[goal])).toBe(true);
    await show('puzzle');
    expect(screen.getByText('2 of 4 goals are met.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Load a solution' }));
    expect(await screen.findByText('All goals are met: both tools give the same objects.')).toBeTruthy();
  });

  it('adds and removes files, and keeps them', async () => {
    await show();
    fireEvent.change(screen.getByLabelText('Path of the new file'), { target: { value: 'test.yaml' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(within(screen.getByRole('group', { name: 'Files' })).getByRole('button', { name: 'Open test.yaml' })).toBeTruthy();
    cleanup();
    await show();
    fireEvent.click(screen.getByRole('button', { name: 'Remove test.yaml' }));
    expect(screen.queryByRole('button', { name: 'Open test.yaml' })).toBeNull();
  });

  it('lists files before folders', () => {
    expect(rowsOf({ 'b/c/d': '', 'b/a': '', a: '' }).map(({ name, depth }) => `${depth}${name}`)).toEqual(['0a', '0b/', '1a', '1c/', '2d']);
  });

  it.each(PRESET_IDS)('keeps what it writes down: %s', (preset) => {
    const state = stateOf(preset);
    expect(parseState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(presetOf(state)).toBe(preset);
    expect(takeOver({ preset })).toEqual(state);
    expect(parseState(JSON.parse(JSON.stringify(withTool({ ...state, view: 'diff' }, state.tool === 'helm' ? 'kustomize' : 'helm'))))).toBeDefined();
    const many = Object.fromEntries(Array.from({ length: MAX_FILES + 1 }, (_, i) => [`f${i}`, '']));
    for (const bad of [null, { ...state, view: 'x' }, { ...state, files: { '../x': '' } }, { ...state, files: many }, { ...state, step: 0.5 }, { ...state, target: { helm: 1 } }]) expect(parseState(bad)).toBeUndefined();
  });

  it('takes only paths below the folder', () => {
    expect(['a/b.yaml', 'a', 'overlays/x-1/kustomization.yaml'].every(isPath)).toBe(true);
    expect(['', '/a', '../a', 'a//b', 'a/../b', 'a b', '.a'].some(isPath)).toBe(false);
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { resizeModel } from './model';
import ResizeLive from './ResizeLive';
import { parseState, PRESET_IDS, PRESETS, takeOver, withAmount } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <ResizeLive />
  </LocaleContext>
);
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? '';
const move = (label: RegExp, value: number) => fireEvent.change(screen.getByRole('slider', { name: label }), { target: { value: String(value) } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ResizeLive', () => {
  it('shows a resize with its files on the server, in both languages', () => {
    expect(renderToString(page())).toContain('200000 100000');
    expect(renderToString(page('ko'))).toContain('RESTARTS는 그대로입니다');
  });

  it('follows the sliders to every outcome', () => {
    render(page());
    expect(said()).toContain('only files have changed');
    move(/^Memory limit/, 640);
    expect(screen.getByText(/attempting to set pod memory limit \(671088640\) below current usage \(734003200\)/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'RestartContainer' }));
    expect(said()).toContain('restarts');
    fireEvent.click(screen.getByRole('button', { name: 'No room' }));
    expect(said()).toContain('Deferred');
    move(/^CPU requests of the other Pods/, 1000);
    expect(said()).toContain('only files have changed');
    move(/^CPU request\b(?!s)/, 4500);
    expect(said()).toContain("node didn't have enough allocatable resources: cpu, requested: 4500, allocatable: 4000");
  });

  it('refuses another class, as the API server does', () => {
    const guaranteed = { ...PRESETS.grow, wanted: { cpuRequest: 1000, cpuLimit: 1000, memoryRequest: 1024, memoryLimit: 1024 } };
    expect(resizeModel(guaranteed).outcome).toEqual({ kind: 'refused', code: 422, message: 'spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing' });
  });

  it('keeps requests below limits, and reads back what it stores', () => {
    expect(withAmount(PRESETS.grow, { cpuLimit: 300 }).wanted).toMatchObject({ cpuRequest: 300, cpuLimit: 300 });
    expect(withAmount(PRESETS.grow, { memoryRequest: 2048 }).wanted).toMatchObject({ memoryRequest: 2048, memoryLimit: 2048 });
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(PRESETS[id])))).toEqual(PRESETS[id]);
    expect(takeOver({ preset: 'shrink' })).toEqual(PRESETS.shrink);
    for (const bad of [null, { ...PRESETS.grow, usage: -1 }, { ...PRESETS.grow, wanted: { ...PRESETS.grow.wanted, cpuRequest: 3000 } }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { podFiles } from './model';
import PodFiles from './PodFiles';
import { PRESET_IDS, PRESETS } from './presets';
import { parseState, startOf, takeOver } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <PodFiles />
  </LocaleContext>
);
const fileOf = (preset: (typeof PRESET_IDS)[number], kind: string, file: string) => podFiles(startOf(preset)).pod!.levels.find((level) => level.kind === kind)!.files.find(({ name }) => name === file)!.value;

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('PodFiles', () => {
  it('shows class, path and files on the server, in both languages', () => {
    const html = renderToString(page());
    expect(html).toContain('kubepods-burstable-pod3f6c2b1e_8a4d_4c57_9d20_5b7e1f0a6c93.slice');
    expect(html).toContain('100000 100000');
    expect(renderToString(page('ko'))).toContain('런타임이 씀');
  });

  it('follows the Pod and the driver', () => {
    render(page());
    fireEvent.change(screen.getAllByRole('combobox')[0]!, { target: { value: 'guaranteed' } });
    expect(screen.getByText('-997')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'cgroupfs' }));
    expect(screen.getByText('pod3f6c2b1e-8a4d-4c57-9d20-5b7e1f0a6c93')).toBeTruthy();
    fireEvent.change(screen.getAllByRole('combobox')[0]!, { target: { value: 'init' } });
    expect(screen.getByText(/^Burstable\. Something is stated/)).toBeTruthy();
  });

  it('writes what the kubelet and the runtime write', () => {
    expect(fileOf('burstable', 'container', 'memory.max')).toBe('1073741824');
    expect(fileOf('burstable', 'pod', 'cpu.max')).toBe('max 100000');
    expect(fileOf('guaranteed', 'pod', 'cpu.max')).toBe('50000 100000');
    expect(fileOf('bestEffort', 'container', 'memory.oom.group')).toBe('1');
    expect(fileOf('podLevel', 'pod', 'cpu.max')).toBe('200000 100000');
  });

  it('orders evictions by requests and kills by score', () => {
    const { evicted, killed } = podFiles({ ...startOf('burstable'), usage: 600 }).pod!;
    expect(evicted.map(({ name }) => name).slice(0, 2)).toEqual(['batch', 'web']);
    expect(killed[0]!.name).toBe('batch');
    expect(killed.at(-1)!.name).toBe('db');
  });

  it('says what is wrong with a manifest', () => {
    const { pod, problems } = podFiles({ ...startOf('burstable'), manifest: PRESETS.burstable.replace('cpu: "1"', 'cpu: 100m') });
    expect(pod).toBeNull();
    expect(problems[0]).toMatchObject({ line: 11, code: 'fieldError' });
  });

  it('reads back what it stores, and nothing else', () => {
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    expect(takeOver({ text: PRESETS.init }, startOf('burstable'))?.manifest).toBe(PRESETS.init);
    for (const bad of [null, { ...startOf('init'), driver: 'x' }, { ...startOf('init'), usage: -1 }]) expect(parseState(bad)).toBeUndefined();
  });
});

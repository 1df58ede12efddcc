// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import EvictionOrder from './EvictionOrder';
import { evictionModel } from './model';
import { LIMITS, parseSetup, PRESET_IDS, PRESETS, takeOver } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <EvictionOrder />
  </LocaleContext>
);
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? '';
const move = (label: RegExp, value: number) => fireEvent.change(screen.getByRole('slider', { name: label }), { target: { value: String(value) } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('EvictionOrder', () => {
  it('shows an eviction in the kubelet’s words on the server, in both languages', () => {
    expect(renderToString(page())).toContain('The node was low on resource: memory. Threshold quantity: 100Mi, available: 66Mi. ');
    expect(renderToString(page('ko'))).toContain('MemoryPressure=True');
  });

  it('spares everyone above the threshold, and lets the kernel act where memory runs out', () => {
    render(page());
    expect(said()).toContain('Why batch is first: its priority is lower');
    move(/^cache/, 1000);
    expect(said()).toContain('Nobody goes');
    move(/^cache/, 2400);
    expect(said()).toContain('kills cache (oom_score_adj 1,000)');
    expect(screen.getByText('killed by the kernel')).toBeTruthy();
  });

  it('waits at a soft threshold, and gives the grace that is set', () => {
    render(page());
    press('A soft threshold');
    expect(screen.getByText(/Sees memory\.available<500Mi for the first time/)).toBeTruthy();
    expect(screen.getByText(/Evicts batch, with a grace of 30 s/)).toBeTruthy();
    expect(screen.getByText('evicted at 90 s')).toBeTruthy();
    move(/^evictionMaxPodGracePeriod/, 10);
    expect(screen.getByText(/Evicts batch, with a grace of 10 s/)).toBeTruthy();
  });

  it('deletes images before Pods, and Pods where that is not enough', () => {
    render(page());
    press('Disk runs short');
    expect(said()).toContain('Deleting unused images was enough');
    move(/^web/, 7000);
    expect(said()).toContain('Evicted: batch');
  });

  it('takes Pods within their requests where nobody is above', () => {
    const { places, rule } = evictionModel(PRESETS.within);
    expect(places.map(({ name, exceeds }) => [name, exceeds])).toEqual([['batch', false], ['cache', false], ['web', false], ['db', false]]);
    expect(rule).toBe('priority');
    expect(places[0]!.evictedAt).toBe(0);
  });

  it('reads back what it stores, and nothing else', () => {
    for (const id of PRESET_IDS) expect(parseSetup(JSON.parse(JSON.stringify(PRESETS[id])))).toEqual(PRESETS[id]);
    expect(takeOver({ preset: 'soft' })).toEqual(PRESETS.soft);
    expect(takeOver({ preset: 'none' })).toBeUndefined();
    for (const bad of [null, {}, { ...PRESETS.memory, resource: 'pids' }, { ...PRESETS.memory, softGrace: 5 }, { ...PRESETS.memory, memory: { db: 1 } }]) expect(parseSetup(bad)).toBeUndefined();
  });

  it('evicts from the front of the line, whatever the reader sets', () => {
    const use = fc.integer({ min: 0, max: 240 }).map((tens) => tens * 10);
    const setup = fc.record({ memory: fc.record({ db: use, batch: use, web: use, cache: use }), softGrace: fc.option(fc.constantFrom(10, 90, 300)), minReclaim: fc.constantFrom(0, 500), resource: fc.constantFrom('memory', 'disk'), images: fc.integer({ min: LIMITS.images.min, max: LIMITS.images.max }) });
    fc.assert(fc.property(setup, (change) => {
      const { places, kernel } = evictionModel({ ...PRESETS.memory, ...change } as typeof PRESETS.memory);
      const times = places.map(({ evictedAt }) => evictedAt ?? Infinity);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      if (kernel !== null) expect(times.every((at) => at === Infinity)).toBe(true);
    }), { numRuns: 60 });
  });
});

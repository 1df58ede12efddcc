// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { piecesOf, timeIn } from './pieces';
import { parseState, PRESET_IDS, run, startOf, takeOver, threadsOf } from './state';
import ThrottledRequest from './ThrottledRequest';

const page = (preset?: 'wait' | 'wide', locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <ThrottledRequest preset={preset} />
  </LocaleContext>
);
const move = (label: RegExp, value: number) => fireEvent.change(screen.getAllByRole('slider', { name: label })[0]!, { target: { value: String(value) } });
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? '';

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ThrottledRequest', () => {
  it('shows on the server where 190 ms went', () => {
    const [, sum = '', total = ''] = /(ran [^=<]*) = ([\d.]+) ms/.exec(renderToString(page()))!;
    const pieces = [...sum.matchAll(/(ran|stood) ([\d.]+)/g)].map(([, what, ms]) => ({ what, ms: Number(ms) }));
    const all = (what: string) => pieces.filter((piece) => piece.what === what).reduce((ms, piece) => ms + piece.ms, 0);
    expect(Math.round(Number(total) / 10) * 10).toBe(190);
    expect(all('ran') + all('stood')).toBeCloseTo(Number(total), 0);
    expect(all('ran')).toBeCloseTo(30, 0);
    expect(renderToString(page(undefined, 'ko'))).toContain('몫을 다 써 멈춰 있던 시간');
  });

  it('is fine once the request fits into the quota', () => {
    render(page());
    move(/^CPU limit/, 700);
    expect(said()).toBe('A request that needs 30 ms of CPU takes 30 ms at most. The quota was never short.');
    move(/^CPU limit/, 0);
    expect(screen.getByText(/Without a limit nothing stands still/)).toBeTruthy();
  });

  it('lets the runtime decide the threads', () => {
    render(page('wide'));
    expect(screen.getByText(/Go up to 1\.24 believes in 16 CPUs; what it may use is 2000m/)).toBeTruthy();
    expect(said()).toContain('stood still');
    fireEvent.change(screen.getAllByRole('combobox')[0]!, { target: { value: 'go-1.25' } });
    fireEvent.click(screen.getByRole('radio', { name: /^slowest/ }));
    expect(screen.getByText(/believes in 2 CPUs/)).toBeTruthy();
    expect(said()).toContain('The quota was never short');
  });

  it('divides a request into stretches without a gap', () => {
    for (const id of PRESET_IDS) {
      const { slowest } = run(startOf(id));
      const pieces = piecesOf(slowest!);
      expect(timeIn(pieces, 'ran') + timeIn(pieces, 'throttled') + timeIn(pieces, 'waited')).toBeCloseTo(slowest!.latency / 1000, 0);
    }
  });

  it('gains what each start says', () => {
    const slowest = (input: Parameters<typeof run>[0]) => run(input).slowest!.latency;
    for (const [id, better] of [['wide', 'go-1.25'], ['jvm', 'jvm']] as const) expect(slowest({ ...startOf(id), decider: better })).toBeLessThan(slowest(startOf(id)) / 1.5);
    expect(threadsOf({ ...startOf('node'), decider: 'node' })).toBe(threadsOf(startOf('node')));
  });

  it('reads back what it stores, and nothing else', () => {
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    expect(takeOver({ preset: 'jvm' })).toEqual(startOf('jvm'));
    for (const bad of [null, { ...startOf('wait'), threads: 65 }, { ...startOf('wait'), decider: 'perl' }, { ...startOf('wait'), cpuMs: 0 }]) expect(parseState(bad)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { openSession, reportOf } from '../../session';
import { parseProbeOptions, SHUTDOWN_START } from '../options';
import { probeScene } from '../scene';
import type { ProbeView } from '../scene';
import type { EndingView } from './begin';
import { parseShutdownOptions, SHUTDOWN_DEFAULT } from './options';
import type { ShutdownOptions } from './options';

const played = (options: Partial<ShutdownOptions>): EndingView => (reportOf(openSession(probeScene, { ...SHUTDOWN_START, shutdown: { ...SHUTDOWN_DEFAULT, ...options } })).view as ProbeView).ending!;

describe('a Pod that ends under load', () => {
  it('loses what is sent to it between its end and the rules’ change, and cuts what it was answering', () => {
    const rude = played({ answer: 1000 });
    expect(rude.ended).toMatchObject({ code: 143 });
    expect(rude.losses.refused).toBeGreaterThan(5);
    expect(rude.losses.cut).toBeGreaterThan(0);
    expect(rude.address.map(({ is }) => is)).toEqual(['ready', 'terminating', 'absent']);
    const last = Math.max(...rude.rules.map((one) => one.find(({ is }) => is === 'spared')!.from));
    expect(last).toBeGreaterThan(2000);
    expect(last).toBeLessThan(2500);
    expect(rude.lost.slice(Math.ceil(last / 500) + 3).every(({ refused, cut }) => refused + cut === 0)).toBe(true);
  });

  it('loses more the longer the proxies need', () => {
    const [soon, late] = [played({ lag: 0 }), played({ lag: 6 })];
    expect(late.losses.refused).toBeGreaterThan(soon.losses.refused * 3);
  });

  it('loses nothing where it waits for the rules and then finishes what it answers', () => {
    const polite = played({ preStop: 5, term: 'closes', finish: 5, answer: 1000 });
    expect(polite.lostAll).toBe(0);
    expect(polite.term).toBeGreaterThan(4900);
    expect(polite.ended).toMatchObject({ code: 0 });
    expect(polite.pod.map(({ is }) => is).slice(-4)).toEqual(['hook', 'stopping', 'ended', 'gone']);
  });

  it('refuses what comes late where it closes its port before the rules have changed, and serves it where it does not', () => {
    expect(played({ term: 'closes' }).losses).toMatchObject({ cut: 0, error: 0 });
    expect(played({ term: 'closes' }).losses.refused).toBeGreaterThan(5);
    expect(played({ term: 'serves' }).lostAll).toBe(0);
  });

  it('is killed where its grace period is over: hook and winding up share it', () => {
    const short = played({ grace: 30, preStop: 15, term: 'serves', finish: 30 });
    expect(short.ended?.code).toBe(137);
    expect(short.ended?.at).toBeGreaterThan(29_500);
    expect(short.ended?.at).toBeLessThan(31_500);
    expect(played({ grace: 60, preStop: 15, term: 'serves', finish: 30 }).ended).toMatchObject({ code: 0 });
    const deaf = played({ grace: 10, term: 'ignored' });
    expect(deaf.ended?.code).toBe(137);
    expect(deaf.kill).toBeGreaterThan(9900);
  });

  it('cuts requests of thirty seconds where SIGKILL comes after fifteen, and finishes them with a longer grace period', () => {
    const long = { preStop: 15, term: 'closes', finish: 30, answer: 30_000 } as const;
    expect(played({ ...long, grace: 30 }).losses.cut).toBeGreaterThan(5);
    expect(played({ ...long, grace: 60 }).lostAll).toBe(0);
  });

  it('says what the server does not take', () => {
    expect(played({ grace: 10, preStop: 20 }).refused).toContain('must be non-negative and less than terminationGracePeriodSeconds (10)');
  });

  it('reads back its own settings alone, and older ones without them', () => {
    expect(parseProbeOptions(structuredClone(SHUTDOWN_START))).toEqual(SHUTDOWN_START);
    const { tab: _, shutdown: __, ...older } = SHUTDOWN_START;
    expect(parseProbeOptions(older)).toEqual({ ...SHUTDOWN_START, tab: 'probes' });
    expect(parseProbeOptions({ ...SHUTDOWN_START, tab: 'x' })).toBeUndefined();
    for (const bad of [null, { ...SHUTDOWN_DEFAULT, grace: 0 }, { ...SHUTDOWN_DEFAULT, term: 'x' }, { ...SHUTDOWN_DEFAULT, answer: 1 }, { ...SHUTDOWN_DEFAULT, lag: 1.5 }]) expect(parseShutdownOptions(bad)).toBeUndefined();
  });
});

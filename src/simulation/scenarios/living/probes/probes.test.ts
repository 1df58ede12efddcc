import { describe, expect, it } from 'vitest';
import { openSession, reportOf } from '../session';
import { parseProbeOptions, PROBE_PRESETS } from './options';
import type { ProbeOptions } from './options';
import { probeScene } from './scene';
import type { ProbeView } from './scene';

const { java, database, pause } = PROBE_PRESETS;
const played = (options: ProbeOptions): ProbeView => reportOf(openSession(probeScene, options)).view as ProbeView;

describe('probes that are tried for ten minutes', () => {
  it('restart what is slow to start, until a startup probe gives it the time', () => {
    const loop = played(java);
    expect(loop.restarts).toBeGreaterThan(8);
    expect(loop.firstReady).toBeNull();
    const calm = played({ ...java, startup: { ...java.startup, on: true } });
    expect(calm.restarts).toBe(0);
    expect(calm.firstReady).toBeGreaterThan(25_000);
    expect(calm.firstReady).toBeLessThan(30_000);
  });

  it('make an outage of the database longer where liveness asks for it', () => {
    const bad = played(database);
    const good = played({ ...database, liveness: { ...database.liveness, asks: 'self' } });
    expect(bad.restarts).toBeGreaterThan(0);
    expect(good.restarts).toBe(0);
    expect(bad.allReady).toBeGreaterThan(good.allReady ?? Number.POSITIVE_INFINITY);
  });

  it('restart what only stood still for a while', () => {
    const bad = played(pause);
    expect(bad.restarts).toBeGreaterThan(0);
    expect(played({ ...pause, liveness: { ...pause.liveness, failureThreshold: 10 } }).restarts).toBe(0);
  });

  it('read back their own settings alone', () => {
    for (const one of Object.values(PROBE_PRESETS)) expect(parseProbeOptions(structuredClone(one))).toEqual(one);
    expect(parseProbeOptions({ ...java, liveness: { ...java.liveness, successThreshold: 2 } })).toBeUndefined();
    expect(parseProbeOptions({ ...java, startAfter: 500 })).toBeUndefined();
  });
});

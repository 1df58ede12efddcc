import { describe, expect, it } from 'vitest';
import { APPLY_STEPS, GET_STEPS, haltsAt, PLACES, PLAYS, statusOf, STEPS } from './flow';
import { advance, kill, lastStep, victimOf } from './journey';
import { INITIAL, withPlay } from './state';

const at = (play: 'apply' | 'get', id: string) => STEPS[play].findIndex((one) => one.id === id);

describe('journeys', () => {
  it('walks every step with actors that are on the map', () => {
    expect(STEPS.apply.map(({ id }) => id)).toEqual([...APPLY_STEPS]);
    expect(STEPS.get.map(({ id }) => id)).toEqual([...GET_STEPS]);
    const known: readonly string[] = Object.values(PLACES).flat();
    for (const play of PLAYS) for (const { actor, needs } of STEPS[play]) for (const name of [actor, ...needs]) expect(known).toContain(name);
  });

  it('answers requests without the control plane, and creates nothing without it', () => {
    for (let step = 0; step < STEPS.get.length; step += 1) expect(haltsAt('get', 'control-plane', step)).toBeNull();
    expect(haltsAt('apply', 'control-plane', 0)).toBe(at('apply', 'admit'));
    expect(haltsAt('apply', 'control-plane', at('apply', 'sandbox'))).toBe(at('apply', 'ready'));
  });

  it('keeps the data path alive without kube-proxy and the CNI agent, not without gateway or application', () => {
    expect(haltsAt('get', 'kube-proxy', 0)).toBeNull();
    expect(haltsAt('get', 'cni', 0)).toBeNull();
    expect(haltsAt('get', 'gateway', 0)).toBe(at('get', 'route'));
    expect(haltsAt('get', 'app', at('get', 'lookup'))).toBe(at('get', 'lookup'));
    expect(haltsAt('get', 'dns', at('get', 'redis'))).toBeNull();
  });

  it('stops an apply at the first step that needs the dead one, from the moment of its death', () => {
    expect(haltsAt('apply', 'scheduler', 0)).toBe(at('apply', 'schedule'));
    expect(haltsAt('apply', 'scheduler', at('apply', 'accept'))).toBeNull();
    expect(haltsAt('apply', 'kubelet', at('apply', 'accept'))).toBe(at('apply', 'accept'));
    expect(haltsAt('apply', null, 0)).toBeNull();
  });

  it('plays no further than the end', () => {
    const dead = kill({ ...withPlay(INITIAL, 'apply'), step: at('apply', 'schedule') }, 'actor');
    expect(victimOf(dead)).toBe('scheduler');
    expect(lastStep(dead)).toBe(at('apply', 'schedule'));
    expect(advance(dead)).toBe(dead);
    expect(lastStep(withPlay(INITIAL, 'get'))).toBe(GET_STEPS.length - 1);
    expect([0, 1, 2, 3].map((index) => statusOf(index, 1, 3))).toEqual(['done', 'now', 'ahead', 'never']);
  });
});

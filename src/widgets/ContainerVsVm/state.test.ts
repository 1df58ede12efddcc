import { describe, expect, it } from 'vitest';
import { allAlike, LIMITS, parseState, PRESETS, withAppCount, withChosen } from './state';

const INITIAL = PRESETS.mixed;

describe('parseState', () => {
  it('reads back what was stored', () => {
    expect(parseState(JSON.parse(JSON.stringify(INITIAL)))).toEqual(INITIAL);
  });

  it.each([
    ['not an object', null],
    ['no apps', { ...INITIAL, apps: [] }],
    ['too many apps', { ...INITIAL, apps: Array.from({ length: LIMITS.apps.max + 1 }, () => INITIAL.apps[0]) }],
    ['an unknown app', { ...INITIAL, apps: [{ app: 'redis', isolation: 'vm' }] }],
    ['an unknown isolation', { ...INITIAL, apps: [{ app: 'nginx', isolation: 'jail' }] }],
    ['a chosen app that is not there', { ...INITIAL, chosen: INITIAL.apps.length }],
    ['a host too large', { ...INITIAL, memoryGiB: 1e9 }],
    ['a fraction', { ...INITIAL, cpus: 1.5 }],
    ['a memory that is text', { ...INITIAL, appMemoryMiB: { ...INITIAL.appMemoryMiB, java: '512' } }],
  ])('refuses %s', (_, raw) => {
    expect(parseState(raw)).toBeUndefined();
  });
});

describe('changes', () => {
  it('adds copies of the chosen app, and keeps the choice within the apps left', () => {
    const more = withAppCount({ ...INITIAL, chosen: 5 }, 8);
    expect(more.apps.slice(6)).toEqual([INITIAL.apps[5], INITIAL.apps[5]]);
    expect(withAppCount(more, 2)).toMatchObject({ chosen: 1, apps: INITIAL.apps.slice(0, 2) });
  });

  it('changes one app and leaves the others', () => {
    const next = withChosen({ ...INITIAL, chosen: 0 }, { isolation: 'vm' });
    expect(next.apps[0]).toEqual({ app: 'nginx', isolation: 'vm' });
    expect(next.apps.slice(1)).toEqual(INITIAL.apps.slice(1));
  });

  it('knows whether all are alike', () => {
    expect(allAlike(INITIAL)).toBe(false);
    expect(allAlike({ ...INITIAL, apps: INITIAL.apps.map(({ app }) => ({ app, isolation: 'vm' })) })).toBe(true);
  });
});

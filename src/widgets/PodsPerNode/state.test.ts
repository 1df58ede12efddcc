import { describe, expect, it } from 'vitest';
import { INITIAL, parseState, withDial, withProvider } from './state';

describe('state', () => {
  it('reads back what it wrote and refuses the rest', () => {
    expect(parseState(JSON.parse(JSON.stringify(INITIAL)))).toEqual(INITIAL);
    for (const broken of [null, [], {}, { ...INITIAL, mode: 'toString' }, { ...INITIAL, appCpu: 0 }, { ...INITIAL, step: 99 }, { ...INITIAL, maxPods: 1.5 }, { ...INITIAL, dead: 'me' }]) {
      expect(parseState(broken)).toBeUndefined();
    }
  });

  it('forgets a maxPods of one’s own with the provider, and keeps host-network Pods within the DaemonSets', () => {
    expect(withProvider({ ...INITIAL, maxPods: 40 }, 'aks')).toMatchObject({ mode: 'overlay', maxPods: null });
    expect(withDial(INITIAL, 'daemonSets', 1)).toMatchObject({ daemonSets: 1, hostNetwork: 1 });
  });
});

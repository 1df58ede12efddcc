import { describe, expect, it } from 'vitest';
import { decidingLines, runLab } from './index';
import type { LabRun, ServiceOptions } from './index';

const OPTIONS: ServiceOptions = {
  type: 'LoadBalancer', mode: 'iptables', externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster', distribution: 'none', affinity: false, client: 'client-a', address: 'cluster-ip',
  via: 'node-a', keepsConnection: false, pods: { 'web-1': 'ready', 'web-2': 'ready', 'web-3': 'ready', 'web-4': 'ready' }, event: 'none', eventPod: 'web-1', seed: 1,
};
const run = (over: Partial<ServiceOptions>): LabRun => runLab({ ...OPTIONS, ...over });
const podsOf = ({ requests }: LabRun): readonly (string | undefined)[] => [...new Set(requests.map(({ pod }) => pod))].sort();
const sourcesOf = ({ requests }: LabRun): readonly (string | undefined)[] => [...new Set(requests.map(({ source }) => source))].sort();
const endingsOf = ({ requests }: LabRun): Record<string, number> => requests.reduce<Record<string, number>>((all, { ending }) => ({ ...all, [ending]: (all[ending] ?? 0) + 1 }), {});

describe.each(['iptables', 'nftables'] as const)('a hundred requests in %s mode', (mode) => {
  it('spread over all Pods, which see the client', () => {
    const spread = run({ mode });
    expect(podsOf(spread)).toEqual(['web-1', 'web-2', 'web-3', 'web-4']);
    expect(sourcesOf(spread)).toEqual(['10.244.1.9']);
  });

  it('from outside come under a node’s address, or under their own where only Pods of the node are used', () => {
    expect(sourcesOf(run({ mode, client: 'outside', address: 'node-port' }))).toEqual(['192.168.0.2']);
    const local = run({ mode, client: 'outside', address: 'node-port', externalTrafficPolicy: 'Local' });
    expect([podsOf(local), sourcesOf(local)]).toEqual([['web-1', 'web-2'], ['203.0.113.7']]);
    expect(endingsOf(run({ mode, client: 'outside', address: 'cluster-ip' }))).toEqual({ 'timed-out': 100 });
  });

  it('of a load balancer leave out nodes without a ready Pod', () => {
    const pods = { ...OPTIONS.pods, 'web-4': 'unready' } as const;
    expect(run({ mode, pods, client: 'outside', address: 'load-balancer', externalTrafficPolicy: 'Local' }).healthyNodes).toEqual(['node-a', 'node-b']);
  });

  it('stay in the zone if that is preferred, and with one Pod if clients keep to it', () => {
    expect(podsOf(run({ mode, distribution: 'PreferSameZone', client: 'client-c' }))).toEqual(['web-4']);
    expect(podsOf(run({ mode, affinity: true }))).toHaveLength(1);
  });

  it('on one connection stay with a Pod that is no longer ready, and are reset when its process ends', () => {
    const first = run({ mode, keepsConnection: true });
    expect(podsOf(first)).toHaveLength(1);
    const eventPod = first.requests[0]!.pod!;
    expect(podsOf(run({ mode, keepsConnection: true, event: 'unready', eventPod }))).toEqual([eventPod]);
    const deleted = run({ mode, keepsConnection: true, event: 'deleted', eventPod });
    expect(endingsOf(deleted)).toEqual({ answered: 99, reset: 1 });
    expect(deleted.requests[80]!.pod).not.toBe(eventPod);
    expect(endingsOf(run({ mode, event: 'deleted' }))).toEqual({ answered: 100 });
  });

  it('without a ready Pod are refused, and by lines that stand in the text', () => {
    const pods = { 'web-1': 'unready', 'web-2': 'unready', 'web-3': 'unready', 'web-4': 'unready' } as const;
    const none = run({ mode, pods });
    expect(endingsOf(none)).toEqual({ refused: 100 });
    for (const request of [none.requests[0]!, run({ mode }).requests[0]!, run({ mode, event: 'unready' }).requests[99]!]) {
      const { all, deciding, settled } = decidingLines(request);
      expect(settled).toMatch(request.ending === 'refused' ? /reject/i : /dnat/i);
      expect(deciding.length).toBeGreaterThan(1);
      const built = deciding.filter((line) => !/^-A (PREROUTING|OUTPUT|FORWARD|INPUT|POSTROUTING) /.test(line));
      for (const line of built) expect(all).toContain(line);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { terminal } from '../testing/terminal';

const CLIENT = `
apiVersion: v1
kind: Pod
metadata: { name: client }
spec: { containers: [{ name: client, image: "nicolaka/netshoot:v1", command: [sleep, infinity] }] }
`;
const LOOP = "kubectl exec client -- sh -c 'i=0; while [ $i -lt 80 ]; do i=$((i+1)); dig kubernetes.default.svc.cluster.local; done' | grep 'Query time' | sort | uniq -c";
const LIMITED = 'kubectl -n kube-system set resources deploy coredns --limits=cpu=10m --requests=cpu=10m; kubectl -n kube-system rollout status deploy coredns; sleep 10';
/** Seconds for twenty lookups of a name, as an app makes them. */
const seconds = (typed: (line: string) => string, name: string): number =>
  Number(/real\s+0m([\d.]+)s/.exec(typed(`kubectl exec client -- bash -c 'time for i in $(seq 20); do getent hosts ${name}; done'`))?.[1]);
/** Query times in a listing, milliseconds. */
const times = (text: string): readonly number[] => [...text.matchAll(/Query time: (\d+) msec/g)].map(([, one]) => Number(one));

describe('an overloaded CoreDNS', () => {
  it('answers late once its CPU limit is used up, and at once without one', () => {
    const typed = terminal({ manifests: CLIENT });
    const before = times(typed(LOOP));
    expect(before.length).toBeGreaterThan(0);
    expect(Math.max(...before)).toBeLessThan(20);
    typed(`kubectl -n kube-system scale deploy coredns --replicas=1; ${LIMITED}`);
    expect(Math.max(...times(typed(LOOP)))).toBeGreaterThanOrEqual(40);
  });

  it('answers in time who asks less; a second replica halves the delay, and only without the limit it is gone', () => {
    const typed = terminal({ manifests: CLIENT });
    typed(`kubectl -n kube-system scale deploy coredns --replicas=1; ${LIMITED}`);
    // 160 queries at 17 in each 100 ms, and 40 of them.
    expect(seconds(typed, 'api.example.com')).toBeGreaterThan(0.7);
    expect(seconds(typed, 'api.example.com.')).toBeLessThan(0.3);
    typed('kubectl -n kube-system scale deploy coredns --replicas=2; sleep 10');
    const halved = seconds(typed, 'api.example.com');
    expect(halved).toBeGreaterThan(0.3);
    expect(halved).toBeLessThan(0.7);
    typed('kubectl -n kube-system rollout undo deploy coredns; kubectl -n kube-system rollout status deploy coredns; sleep 5');
    expect(seconds(typed, 'api.example.com')).toBeLessThan(0.3);
  });
});

import { describe, expect, it } from 'vitest';
import { terminal } from '../testing/terminal';

const CLIENT = `
apiVersion: v1
kind: Pod
metadata: { name: client }
spec: { containers: [{ name: client, image: "nicolaka/netshoot:v1", command: [sleep, infinity] }] }
`;
const LOOP = "kubectl exec client -- sh -c 'i=0; while [ $i -lt 80 ]; do i=$((i+1)); dig kubernetes.default.svc.cluster.local; done' | grep 'Query time' | sort | uniq -c";
/** Query times in a listing, milliseconds. */
const times = (text: string): readonly number[] => [...text.matchAll(/Query time: (\d+) msec/g)].map(([, one]) => Number(one));

describe('an overloaded CoreDNS', () => {
  it('answers late once its CPU limit is used up, and at once without one', () => {
    const typed = terminal({ manifests: CLIENT });
    const before = times(typed(LOOP));
    expect(before.length).toBeGreaterThan(0);
    expect(Math.max(...before)).toBeLessThan(20);
    typed('kubectl -n kube-system scale deploy coredns --replicas=1; kubectl -n kube-system set resources deploy coredns --limits=cpu=10m --requests=cpu=10m; kubectl -n kube-system rollout status deploy coredns; sleep 10');
    expect(Math.max(...times(typed(LOOP)))).toBeGreaterThanOrEqual(40);
  });
});

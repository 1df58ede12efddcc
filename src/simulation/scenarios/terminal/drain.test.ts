import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

describe('kubectl drain --disable-eviction', () => {
  const run = terminal({ files: {} });
  run('kubectl create deployment web --image=nginx --replicas=2');
  run(`kubectl patch deployment web -p '{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/hostname":"node-b"},"terminationGracePeriodSeconds":30}}}}'`);
  run('kubectl rollout status deployment web');
  run('kubectl create pdb web --selector=app=web --min-available=2');

  it('ends with the deadline where Pods take longer', () => {
    expect(run('kubectl drain node-b --ignore-daemonsets --disable-eviction --dry-run=server --timeout=2s')).toContain('error: unable to drain node "node-b" due to error: context deadline exceeded, continuing command...\n');
  });

  it('deletes without a word, and tells of each Pod when it has gone', () => {
    expect(run('kubectl drain node-b --ignore-daemonsets --disable-eviction').replace(/kube-proxy-\w+/, 'kube-proxy').replace(/web-\w+-\w+/g, 'web')).toMatch(
      /^node\/node-b cordoned\nWarning: ignoring DaemonSet-managed Pods: .*kube-system\/kube-proxy.*\npod\/web deleted\npod\/web deleted\nnode\/node-b drained\n$/,
    );
  });
});

describe('kubectl drain of a Pod whose namespace goes', () => {
  it('asks no more for what cannot be made, and waits for the Pod', () => {
    const run = terminal({ files: {} });
    run('kubectl create namespace shop');
    run(`kubectl run web -n shop --image=busybox --overrides='{"spec":{"nodeName":"node-b","terminationGracePeriodSeconds":20}}' -- sleep 1000`);
    run('sleep 10');
    run('kubectl delete namespace shop --wait=false');
    run('sleep 10');
    expect(run('kubectl drain node-b --ignore-daemonsets --force')).toMatch(/^node\/node-b cordoned\nWarning: [^\n]*shop\/web[^\n]*\nevicting pod shop\/web\npod\/web evicted\nnode\/node-b drained\n$/);
  });
});

describe('kubectl drain that takes longer than it may', () => {
  const run = terminal({ files: {} });
  run(`kubectl run slow --image=busybox --overrides='{"spec":{"nodeName":"node-b","terminationGracePeriodSeconds":20}}' -- sleep 1000`);
  run('sleep 10');

  it('says of a Pod that is still going that its deadline is over', () => {
    const why = 'error when waiting for pod "slow" in namespace "default" to terminate: context deadline exceeded';
    expect(run('kubectl drain node-b --ignore-daemonsets --force --timeout=5s').replace(/; ignoring[^\n]*/, '')).toBe(
      `node/node-b cordoned\nWarning: deleting Pods that declare no controller: default/slow\nevicting pod default/slow\nThere are pending pods in node "node-b" when an error occurred: ${why}\npod/slow\n`
      + `error: unable to drain node "node-b" due to error: ${why}, continuing command...\nThere are pending nodes to be drained:\n node-b\n${why}\n`,
    );
  });

  it('does not wait for what should have gone long ago, where it is told so', () => {
    const cut = terminal({ files: {} });
    cut(`kubectl run gone --image=busybox --overrides='{"spec":{"nodeName":"node-b","terminationGracePeriodSeconds":2}}' -- sleep 1000`);
    cut('sleep 10');
    cut('ssh node-b systemctl stop kubelet');
    expect(cut('kubectl drain node-b --ignore-daemonsets --force --skip-wait-for-delete-timeout=3')).toMatch(/\nevicting pod default\/gone\npod "gone" has DeletionTimestamp older than 3 seconds, skipping\nnode\/node-b drained\n$/);
  });
});

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

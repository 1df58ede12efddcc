import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byText } from '../../base/ordered-map';
import { runUntil } from '../../cluster/cluster';
import { stopComponent, startComponent } from '../../cluster/components';
import { act, advance, beginHistory, replay, rewind } from '../../cluster/history/history';
import { originOf } from '../../cluster/run/run';
import { viewOf } from '../../cluster/control/view';
import type { Cluster } from '../../cluster/state';
import { Desk } from './desk';
import { beginTerminal } from './start';
import { typed } from './testing/terminal';

const SECOND = 1_000_000;
const holder = (desk: Desk, name: string): string => typed(desk, `kubectl -n kube-system get lease ${name} -o jsonpath='{.spec.holderIdentity} {.spec.leaseTransitions}'`);
const restarts = (desk: Desk): string => typed(desk, "kubectl get pods -n kube-system -l tier=control-plane --no-headers | awk '{print $4}'").replaceAll('\n', ' ').trim();
const away = (desk: Desk, seconds: number): string => typed(desk, `ssh cp-1 mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/; sleep ${seconds}; ssh cp-1 mv /root/kube-apiserver.yaml /etc/kubernetes/manifests/`);

describe('a process that comes back', () => {
  it('waits for the Lease of one that was killed, fifteen seconds from when it saw it, and does nothing before', () => {
    const desk = new Desk({});
    typed(desk, 'kubectl create deployment web --image=registry.k8s.io/pause:3.10; sleep 10');
    const before = holder(desk, 'kube-controller-manager');
    expect(before).toMatch(/^cp-1_[0-9a-f-]{36} 0$/);
    // SIGTERM: a controller manager gives nothing back.
    typed(desk, 'ssh cp-1 "crictl stop -t 5 \\$(crictl ps -q --name kube-controller-manager)"; kubectl scale deployment web --replicas=2; sleep 14');
    expect(typed(desk, "kubectl get deployment web --no-headers | awk '{print $2}'")).toBe('1/2\n');
    expect(holder(desk, 'kube-controller-manager')).toBe(before);
    typed(desk, 'sleep 12');
    expect(typed(desk, "kubectl get deployment web --no-headers | awk '{print $2}'")).toBe('2/2\n');
    const after = holder(desk, 'kube-controller-manager');
    expect(after).toMatch(/^cp-1_[0-9a-f-]{36} 1$/);
    expect(after.slice(0, -2)).not.toBe(before.slice(0, -2));
    expect(typed(desk, 'kubectl get events -n kube-system --field-selector reason=LeaderElection --no-headers')).toContain(`${after.slice(0, -2)} became leader`);
    expect(typed(desk, 'kubectl logs -n kube-system kube-controller-manager-cp-1')).toMatch(/leaderelection\.go:258\] "Attempting to acquire leader lease\.\.\." lock="kube-system\/kube-controller-manager"\n.*leaderelection\.go:272\] "Successfully acquired lease" lock="kube-system\/kube-controller-manager"\n/);
  });

  it('leads at once where the scheduler before it was asked to end: it has given its Lease back', () => {
    const desk = new Desk({});
    typed(desk, 'ssh cp-1 mv /etc/kubernetes/manifests/kube-scheduler.yaml /root/; kubectl run late --image=registry.k8s.io/pause:3.10; sleep 3');
    expect(holder(desk, 'kube-scheduler')).toBe(' 0');
    typed(desk, 'ssh cp-1 mv /root/kube-scheduler.yaml /etc/kubernetes/manifests/; sleep 8');
    expect(typed(desk, 'kubectl get pod late --no-headers')).toContain('Running');
    expect(holder(desk, 'kube-scheduler')).toMatch(/^cp-1_\S+ 1$/);
    expect(typed(desk, 'kubectl get events -n kube-system --field-selector reason=LeaderElection -o jsonpath="{.items[*].source.component}"')).toBe('default-scheduler');
    typed(desk, 'ssh cp-1 "crictl stop -t 5 \\$(crictl ps -q --name kube-scheduler)"; kubectl run later --image=registry.k8s.io/pause:3.10; sleep 10');
    expect(typed(desk, 'kubectl get pod later --no-headers')).toContain('Running');
    expect(holder(desk, 'kube-scheduler')).toMatch(/^cp-1_\S+ 2$/);
  });

  it('waits where the scheduler before it was killed', () => {
    const desk = new Desk({});
    typed(desk, 'ssh cp-1 "crictl stop \\$(crictl ps -q --name kube-scheduler)"; kubectl run late --image=registry.k8s.io/pause:3.10; sleep 13');
    expect(typed(desk, 'kubectl get pod late --no-headers')).toContain('Pending');
    typed(desk, 'sleep 12');
    expect(typed(desk, 'kubectl get pod late --no-headers')).toContain('Running');
    expect(restarts(desk)).toBe('0 0 1');
  });
});

describe('an API server that is away', () => {
  it('for less than the ten seconds of RenewDeadline ends nobody', () => {
    const desk = new Desk({});
    const before = holder(desk, 'kube-scheduler');
    away(desk, 3);
    typed(desk, 'sleep 30');
    expect(restarts(desk)).toMatch(/^\d 0 0$/);
    expect(holder(desk, 'kube-scheduler')).toBe(before);
  });

  it('for longer ends both who lead, which are started again and wait for what they find', () => {
    const desk = new Desk({});
    const before = ['kube-controller-manager', 'kube-scheduler'].map((name) => holder(desk, name));
    away(desk, 30);
    typed(desk, 'sleep 60');
    expect(restarts(desk)).toMatch(/^\d 1 1$/);
    const after = ['kube-controller-manager', 'kube-scheduler'].map((name) => holder(desk, name));
    after.forEach((one, at) => {
      expect(one).toMatch(/^cp-1_\S+ 1$/);
      expect(one).not.toBe(before[at]);
    });
    const previous = typed(desk, 'kubectl logs -n kube-system kube-scheduler-cp-1 --previous');
    expect(previous.match(/leaderelection\.go:461\] "Error retrieving lease lock" err="Get \\"https:\/\/192\.168\.0\.10:6443\/apis\/coordination\.k8s\.io\/v1\/namespaces\/kube-system\/leases\/kube-scheduler\?timeout=5s\\": dial tcp 192\.168\.0\.10:6443: connect: connection refused" lock="kube-system\/kube-scheduler"/g)).toHaveLength(5);
    expect(previous).toMatch(/leaderelection\.go:304\] "Failed to renew lease" lock="kube-system\/kube-scheduler" err="context deadline exceeded"\n.*leaderelection\.go:323\] "error retrieving resource lock" .*\n.*server\.go:328\] "Leaderelection lost"\n$/);
    typed(desk, 'kubectl create deployment web --image=registry.k8s.io/pause:3.10; sleep 10');
    expect(typed(desk, "kubectl get deployment web --no-headers | awk '{print $2}'")).toBe('1/1\n');
  });

  it('behind an etcd without a majority ends them too', () => {
    const desk = new Desk({});
    typed(desk, 'ssh etcd-0 systemctl stop etcd; ssh etcd-1 systemctl stop etcd; sleep 20; ssh etcd-0 systemctl start etcd; ssh etcd-1 systemctl start etcd; sleep 60');
    expect(restarts(desk)).toBe('0 1 1');
    expect(holder(desk, 'kube-controller-manager')).toMatch(/^cp-1_\S+ 1$/);
  });
});

const LEADERS = ['kube-controller-manager', 'kube-scheduler'];
const PARTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;
const leaseOf = (cluster: Cluster, name: string): { readonly holderIdentity?: string; readonly renewTime?: string } => viewOf(cluster.server.store.tables).get('leases.coordination.k8s.io', 'kube-system', name)?.spec ?? {};

describe('whatever is stopped and started', () => {
  const { config, cluster: start } = beginTerminal({});
  const switches = fc.record({ name: fc.constantFrom(...PARTS), stop: fc.boolean(), after: fc.integer({ min: 1, max: 20 }) });

  it('in the end both lead again, and their controllers run', () => {
    fc.assert(fc.property(fc.array(switches, { minLength: 1, maxLength: 6 }), (acts) => {
      let now = start;
      for (const { name, stop, after } of acts) now = runUntil(config, (stop ? stopComponent : startComponent)(config, now, name), now.clock.now + after * SECOND).cluster;
      now = PARTS.reduce((one, name) => startComponent(config, one, name), now);
      now = runUntil(config, now, now.clock.now + 120 * SECOND).cluster;
      const held = ['kube-controller-manager', 'kube-scheduler'].map((name) => leaseOf(now, name));
      const later = runUntil(config, now, now.clock.now + 5 * SECOND).cluster;
      expect(['kube-controller-manager', 'kube-scheduler'].map((name) => leaseOf(later, name).holderIdentity)).toEqual(held.map(({ holderIdentity }) => holderIdentity));
      held.forEach(({ renewTime }, at) => expect(leaseOf(later, PARTS[at + 1]!).renewTime).not.toBe(renewTime));
      expect(config.controllers.filter((one) => LEADERS.includes(originOf(one).process) && !byText.has(later.controllers, one.name))).toEqual([]);
    }), { numRuns: 6 });
  }, 120_000);

  it('comes to the same when time is taken back and passes again', () => {
    const begun = beginHistory(start);
    const stopped = act(config, advance(config, begun, start.clock.now + 5 * SECOND).history, { kind: 'component', action: 'stop', name: 'kube-apiserver' }).history;
    const back = act(config, advance(config, stopped, start.clock.now + 30 * SECOND).history, { kind: 'component', action: 'start', name: 'kube-apiserver' }).history;
    const end = advance(config, back, start.clock.now + 90 * SECOND).history;
    for (const at of [12, 16, 40]) {
      const again = rewind(config, end, start.clock.now + at * SECOND);
      expect(again.cluster).toEqual(replay(config, start, end.log, again.cluster.clock.now).cluster);
    }
    expect(replay(config, start, end.log, end.cluster.clock.now).cluster).toEqual(end.cluster);
  });
});

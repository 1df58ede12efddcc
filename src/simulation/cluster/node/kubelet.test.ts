import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pod } from '../../api';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { createRegistry } from '../../api/registry';
import { request, runUntil, startController, stopController } from '../cluster';
import type { Cluster, ClusterConfig, Happening } from '../cluster';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';
import { podOn, stateAt } from './machine/machine';
import { byText } from '../../base/ordered-map';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'reader', groups: ['system:masters'] };
const CATALOGUE = { app: { words: ['present'] }, nginx: { words: ['present'] }, slow: { words: ['pull=5s'] } };

function stage(): { config: ClusterConfig; cluster: Cluster } {
  const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: CATALOGUE })], now: START - 5 * SECOND });
  return { config, cluster: runUntil(config, cluster, START).cluster };
}

const podOf = (words: readonly string[], spec: object = {}): Pod => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [{ name: 'app', image: 'app:1', args: words }], ...spec },
}) as Pod;

function create(config: ClusterConfig, cluster: Cluster, body: Pod): Cluster {
  const { cluster: after, answer } = request(config, cluster, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name: 'web', body, user: USER });
  expect(answer).toHaveProperty('object');
  return after;
}

const web = (cluster: Cluster): Pod | undefined => viewOf(cluster.server.store.tables).get('pods', 'default', 'web');
const reasons = (happened: readonly Happening[]): string[] => happened.flatMap((one) => (one.kind === 'event' && one.component === 'kubelet-one' ? [one.said.reason] : []));

describe('kubelet', () => {
  it('takes a Pod from Pending to Running, and lets it go when it is deleted', () => {
    const { config, cluster } = stage();
    const started = runUntil(config, create(config, cluster, podOf([])), START + SECOND);
    expect(web(started.cluster)?.status).toMatchObject({ phase: 'Running', podIP: '10.244.1.2', containerStatuses: [{ ready: true, restartCount: 0, state: { running: {} } }] });
    expect(reasons(started.happened)).toEqual(['Pulled', 'Created', 'Started']);
    const deleted = request(config, started.cluster, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: 'web', user: USER }).cluster;
    const over = runUntil(config, deleted, START + 10 * SECOND);
    expect(web(over.cluster)).toBeUndefined();
    expect(reasons(over.happened)).toEqual(['Killing']);
    expect(byText.get(over.cluster.machines, 'one')?.pods).toBeNull();
  });

  it('ends a Pod that does not restart, and says so once its containers have been seen to be gone', () => {
    const { config, cluster } = stage();
    const begun = create(config, cluster, podOf(['exit=3@2s'], { restartPolicy: 'Never' }));
    expect(web(runUntil(config, begun, START + 3.5 * SECOND).cluster)?.status).toMatchObject({ phase: 'Running', containerStatuses: [{ state: { terminated: { exitCode: 3, reason: 'Error' } } }] });
    expect(web(runUntil(config, begun, START + 5 * SECOND).cluster)?.status?.phase).toBe('Failed');
  });

  it('cannot start a container whose image lacks the program of its command, and lets a shell look for it', () => {
    const { config, cluster } = stage();
    const told = (command: string[]): Pod => podOf([], { restartPolicy: 'Never', containers: [{ name: 'app', image: 'nginx:1.30', command }] });
    const refused = runUntil(config, create(config, cluster, told(['nosuch'])), START + 3 * SECOND);
    const message = expect.stringMatching(/error during container init: exec: "nosuch": executable file not found in \$PATH$/) as string;
    expect(web(refused.cluster)?.status).toMatchObject({ phase: 'Failed', containerStatuses: [{ state: { terminated: { exitCode: 128, reason: 'StartError', message, startedAt: '1970-01-01T00:00:00Z' } } }] });
    expect(reasons(refused.happened)).toEqual(['Pulled', 'Created', 'Failed']);
    expect(reasons(runUntil(config, create(config, cluster, told(['sh', '-c', 'nosuch'])), START + 3 * SECOND).happened)).toEqual(['Pulled', 'Created', 'Started']);
  });

  it('sets right what another has made of a condition that is its own, when it next looks through all statuses', () => {
    const { config, cluster } = stage();
    const running = runUntil(config, create(config, cluster, podOf([])), START + 3 * SECOND).cluster;
    const ready = (one: Cluster): object | undefined => web(one)?.status?.conditions?.find(({ type }) => type === 'Ready');
    const before = ready(running);
    expect(before).toMatchObject({ status: 'True' });
    const conditions = web(running)!.status!.conditions!.map((one) => (one.type === 'Ready' ? { ...one, status: 'False' } : one));
    const { cluster: marked } = request(config, running, { verb: 'patch', group: '', resource: 'pods', subresource: 'status', namespace: 'default', name: 'web', patch: { status: { conditions: conditions.map((one) => ({ ...one })) } }, user: USER });
    expect(ready(runUntil(config, marked, START + 3.5 * SECOND).cluster)).toMatchObject({ status: 'False' });
    expect(ready(runUntil(config, marked, START + 14 * SECOND).cluster)).toEqual(before);
  });

  it('goes on without its kubelet: containers run and end, and a new kubelet finds them so', () => {
    const { config, cluster } = stage();
    const running = runUntil(config, create(config, cluster, podOf(['exit=0@20s'], { restartPolicy: 'Never' })), START + 2 * SECOND).cluster;
    const without = runUntil(config, stopController(config, running, 'kubelet-one'), START + 30 * SECOND).cluster;
    expect(web(without)?.status?.phase).toBe('Running');
    const pod = podOn(byText.get(without.machines, 'one')!, web(without)!.metadata.uid!)!;
    expect(stateAt(pod.containers[0]!, without.clock.now)).toMatchObject({ state: 'exited', exitCode: 0 });
    const again = runUntil(config, startController(config, without, 'kubelet-one'), START + 40 * SECOND).cluster;
    expect(web(again)?.status?.phase).toBe('Succeeded');
  });

  it('lets a Pod go that was deleted in its absence with its second look at the runtime', () => {
    const { config, cluster } = stage();
    const running = runUntil(config, create(config, cluster, podOf([])), START + 5 * SECOND).cluster;
    const deleted = request(config, stopController(config, running, 'kubelet-one'), { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: 'web', user: USER }).cluster;
    const { cluster: back } = runUntil(config, startController(config, deleted, 'kubelet-one'), START + 5.9 * SECOND);
    expect(web(back)?.status?.phase).toBe('Running');
    expect(web(runUntil(config, back, START + 6.02 * SECOND).cluster)?.status?.phase).toBe('Failed');
    expect(web(runUntil(config, back, START + 6.1 * SECOND).cluster)).toBeUndefined();
  });

  it('ends a Pod that it finds running and would not take today', () => {
    const { config, cluster } = stage();
    const labelled = (disk: string | null, now: Cluster): Cluster => request(config, now, { verb: 'patch', group: '', resource: 'nodes', name: 'one', patch: { metadata: { labels: { disk } } }, user: USER }).cluster;
    const running = runUntil(config, create(config, labelled('ssd', cluster), podOf(['term=0'], { nodeSelector: { disk: 'ssd' } })), START + 5 * SECOND).cluster;
    expect(web(running)?.status?.phase).toBe('Running');
    const back = startController(config, stopController(config, labelled(null, running), 'kubelet-one'), 'kubelet-one');
    const { cluster: after, happened } = runUntil(config, back, START + 12 * SECOND);
    expect(reasons(happened).filter((reason) => !reason.startsWith('Node') || reason === 'NodeAffinity')).toEqual(['Starting', 'NodeAffinity', 'Killing']);
    expect(web(after)?.status).toMatchObject({ phase: 'Succeeded', containerStatuses: [{ ready: false, state: { terminated: { exitCode: 0, reason: 'Completed' } } }] });
    expect(web(after)?.status).not.toHaveProperty('reason');
  });

  it('declares what it can do, so that Pods find their node which need that', () => {
    const { config, cluster } = stage();
    expect(viewOf(cluster.server.store.tables).get('nodes', undefined, 'one')?.status?.declaredFeatures).toContain('RestartAllContainersOnContainerExits');
    const rules = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [7] } }];
    const pod = podOf([], { containers: [{ name: 'app', image: 'app:1', restartPolicy: 'Never', restartPolicyRules: rules }] });
    expect(web(runUntil(config, create(config, cluster, pod), START + 2 * SECOND).cluster)?.status?.phase).toBe('Running');
  });

  it('is not ready before a new Node has its CSINode', () => {
    const { config, cluster } = stage();
    const away = stopController(config, cluster, 'kubelet-one');
    const gone = request(config, away, { verb: 'delete', group: '', resource: 'nodes', name: 'one', user: USER }).cluster;
    const ready = (one: Cluster): unknown => viewOf(one.server.store.tables).get('nodes', undefined, 'one')?.status?.conditions?.find(({ type }) => type === 'Ready');
    const { cluster: registered } = runUntil(config, startController(config, gone, 'kubelet-one'), START + 0.1 * SECOND);
    expect(ready(registered)).toMatchObject({ status: 'False', reason: 'KubeletNotReady', message: 'CSINode is not yet initialized' });
    expect(ready(runUntil(config, registered, START + SECOND).cluster)).toMatchObject({ status: 'True', reason: 'KubeletReady' });
  });

  it('rejects what its node has no room for', () => {
    const { config, cluster } = stage();
    const pod = podOf([], { nodeName: 'one', containers: [{ name: 'app', image: 'app:1', resources: { requests: { cpu: '5' } } }] });
    const { cluster: after, happened } = runUntil(config, create(config, cluster, pod), START + SECOND);
    expect(web(after)?.status).toMatchObject({ phase: 'Failed', reason: 'OutOfcpu', message: "Pod was rejected: Node didn't have enough resource: cpu, requested: 5000, used: 0, capacity: 4000" });
    expect(reasons(happened)).toEqual(['OutOfcpu']);
  });

  it('puts out another Pod for a critical one, and takes that when the containers of the other have stopped', () => {
    const { config, cluster } = stage();
    const named = (name: string, cpu: string, spec: object): Pod => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'kube-system' }, spec: { nodeName: 'one', containers: [{ name: 'app', image: 'app:1', args: ['ignore-term'], resources: { requests: { cpu } } }], ...spec } }) as Pod;
    const made = (pod: Pod, now: Cluster): Cluster => {
      const { cluster: after, answer } = request(config, now, { verb: 'create', group: '', resource: 'pods', namespace: 'kube-system', name: pod.metadata.name!, body: pod, user: USER });
      expect(answer).toHaveProperty('object');
      return after;
    };
    const statusOf = (name: string, now: Cluster): Pod['status'] => viewOf(now.server.store.tables).get('pods', 'kube-system', name)?.status;
    const running = runUntil(config, made(named('small', '3', { terminationGracePeriodSeconds: 4 }), cluster), START + 2 * SECOND).cluster;
    const asked = made(named('critical', '3', { priorityClassName: 'system-node-critical' }), running);
    const going = runUntil(config, asked, START + 5 * SECOND);
    expect(statusOf('critical', going.cluster)).toMatchObject({ phase: 'Pending' });
    expect(reasons(going.happened)).toEqual(['Preempting', 'Killing']);
    const after = runUntil(config, going.cluster, START + 9 * SECOND).cluster;
    expect(statusOf('critical', after)).toMatchObject({ phase: 'Running' });
    const condition = { type: 'DisruptionTarget', reason: 'TerminationByKubelet', message: 'Pod was preempted by Kubelet to accommodate a critical pod.', observedGeneration: 1 };
    expect(statusOf('small', after)).toMatchObject({ phase: 'Failed', reason: 'Preempting', message: 'Preempted in order to admit critical pod', conditions: expect.arrayContaining([expect.objectContaining(condition)]) as object[] });

    const refused = runUntil(config, made(named('more', '9', { priorityClassName: 'system-cluster-critical' }), after), START + 11 * SECOND).cluster;
    expect(statusOf('more', refused)).toMatchObject({ phase: 'Failed', reason: 'UnexpectedAdmissionError' });
    expect(statusOf('more', refused)?.message).toMatch(/: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: \[\(res: cpu, q: 8000\), \]$/);
  });

  it('never counts a restart back, and never makes a Pod that has ended run again', () => {
    const word = fc.oneof(fc.tuple(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 30 })).map(([code, after]) => `exit=${code}@${after}s`), fc.constantFrom('ignore-term', 'oom@9s', 'term=3s:0'));
    const policy = fc.constantFrom('Always', 'OnFailure', 'Never');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 3 }), policy, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), (words, restartPolicy, waits) => {
        const { config, cluster } = stage();
        let now = create(config, cluster, podOf(words, { restartPolicy, terminationGracePeriodSeconds: 5 }));
        let [restarts, ended] = [0, false];
        for (const seconds of waits) {
          now = runUntil(config, now, now.clock.now + seconds * SECOND).cluster;
          const status = web(now)?.status;
          const count = status?.containerStatuses?.[0]?.restartCount ?? 0;
          expect(count).toBeGreaterThanOrEqual(restarts);
          if (ended) expect(status?.phase).not.toBe('Running');
          [restarts, ended] = [count, status?.phase === 'Succeeded' || status?.phase === 'Failed'];
          if (restartPolicy === 'Always') expect(ended).toBe(false);
        }
        const gone = runUntil(config, request(config, now, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: 'web', user: USER }).cluster, now.clock.now + 20 * SECOND).cluster;
        expect(web(gone)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });
});

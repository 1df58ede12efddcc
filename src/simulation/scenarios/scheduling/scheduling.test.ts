import { describe, expect, it } from 'vitest';
import { makeNode } from '../../scheduler/fixtures';
import type { Node } from '../../api';
import { readLab, runSession } from '.';
import type { Happening, LabAction } from '.';

const ZONES = { a: 'kr-a', b: 'kr-a', c: 'kr-b' };
const nodes: Node[] = Object.entries(ZONES).map(([name, zone]) => makeNode(name, { labels: { 'topology.kubernetes.io/zone': zone } }));

function run(manifest: string, actions: readonly LabAction[] = [], on: readonly Node[] = nodes) {
  const { problems, nodes: own, ...contents } = readLab(manifest);
  expect(problems).toEqual([]);
  return runSession({ ...contents, nodes: own.length > 0 ? own : on, actions }).happenings;
}

const words = (happenings: readonly Happening[]): string[] =>
  happenings.flatMap((one) => {
    switch (one.kind) {
      case 'created':
        return one.pods.map((pod) => `new ${short(pod.metadata.name ?? '')}`);
      case 'attempt':
        return [one.decision.kind === 'scheduled' ? `${short(one.decision.pod)} on ${one.decision.node}` : `${short(one.decision.pod)} waits`];
      case 'aside':
        return [`${short(one.decision.pod)} ${one.decision.kind}`];
      case 'leaving':
        return [`${short(one.pod)} ${one.why}`];
      case 'gone':
        return [`${short(one.pod)} gone at ${one.at}`];
      case 'refused':
        return [one.message];
      case 'acted':
        return [one.action.kind];
    }
  });
/** Names without the letters that a controller draws. */
const short = (name: string): string => name.replace(/^default\//, '').replace(/(-[bcdfghjklmnpqrstvwxz2456789]{4,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}$/, '');

const pod = (name: string, spec: string, request = '1'): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  containers: [{name: c, image: "i:1", resources: {requests: {cpu: "${request}"}}}]
${spec}`;
const workload = (kind: string, name: string, spec: string, container = '', group = 'apps/v1'): string => `apiVersion: ${group}
kind: ${kind}
metadata: {name: ${name}}
spec:
${spec}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      ${kind === 'Job' ? 'restartPolicy: Never\n      ' : ''}containers: [{name: c, image: "i:1"${container}}]
`;
const selects = (name: string): string => `  selector: {matchLabels: {app: ${name}}}`;
const docs = (...all: string[]): string => all.join('\n---\n');
const CLASS = 'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000\n';

describe('what controllers make', () => {
  it('a StatefulSet goes on when its last Pod runs, and stops where one waits', () => {
    expect(words(run(workload('StatefulSet', 'db', `  replicas: 3\n${selects('db')}`, ', resources: {requests: {cpu: "3"}}'), [], nodes.slice(0, 2)))).toEqual(['new db-0', expect.stringMatching('db-0 on'), 'new db-1', expect.stringMatching('db-1 on'), 'new db-2', 'db-2 waits']);
  });
  it('makes the claims of a StatefulSet, whose volumes come where the Pod goes', () => {
    const claims = '  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]';
    expect(words(run(workload('StatefulSet', 'db', `  replicas: 1\n${claims}\n${selects('db')}`)))).toEqual(['new db-0', expect.stringMatching('db-0 on')]);
  });
  it('a DaemonSet serves the nodes that it may run on, cordoned ones too', () => {
    const tainted = makeNode('gpu', { taints: [{ key: 'gpu', effect: 'NoSchedule' }] });
    const off = makeNode('off', { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] });
    expect(words(run(workload('DaemonSet', 'log', selects('log')), [], [...nodes.slice(0, 1), tainted, off])).sort()).toEqual(['log on a', 'log on off', 'new log', 'new log']);
  });
  it('a Job runs as many Pods at once as it may', () => {
    expect(words(run(workload('Job', 'sum', '  completions: 5\n  parallelism: 2', '', 'batch/v1'))).filter((word) => word.startsWith('new'))).toHaveLength(2);
  });
  it('takes Lists, and nodes of the manifest for its own', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Node, metadata: {name: mine}, status: {allocatable: {cpu: "2", memory: 4Gi, pods: "10", "example.com/gpu": "1"}}}\n- {apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: "i:1", resources: {limits: {example.com/gpu: 1}}}]}}\n`;
    expect(words(run(list))).toEqual(['new p', 'p on mine']);
  });
});

describe('priority', () => {
  const small = makeNode('a', { allocatable: { cpu: '2' } });
  it('a Pod of a higher class takes the place of a lower one when its time is up', () => {
    const happened = run(docs(CLASS, pod('low', '', '2')), [], [small]);
    expect(words(happened)).toEqual(['new low', 'low on a']);
    const both = run(docs(CLASS, pod('low', '  nodeName: a', '2'), pod('high', '  priorityClassName: high', '2')), [], [small]);
    expect(words(both)).toEqual(['new low', 'new high', 'low bound', 'high waits', 'low preempted', 'low gone at 30', 'high on a']);
  });
  it('a victim’s ReplicaSet makes a successor at once, which waits', () => {
    const set = workload('Deployment', 'web', `  replicas: 1\n${selects('web')}`, ', resources: {requests: {cpu: "2"}}');
    const gate = pod('high', '  priorityClassName: high\n  schedulingGates: [{name: wait}]', '2');
    expect(words(run(docs(CLASS, set, gate), [{ kind: 'ungate', pod: 'default/high' }], [small]))).toEqual([
      'new high', 'high gated', 'new web', 'web on a', 'ungate', 'high waits', 'web preempted', 'new web', 'web waits', 'web gone at 30', 'high on a', 'web waits',
    ]);
  });
  it('refuses a class that is not there, in the words of admission', () => {
    expect(words(run(pod('p', '  priorityClassName: missing')))).toEqual(['pods "p" is forbidden: no PriorityClass with name missing was found']);
  });
  it('prefers nodes where no budget is broken', () => {
    const two = ['a', 'b'].map((name) => makeNode(name, { allocatable: { cpu: '2' } }));
    const budget = 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: 1, selector: {matchLabels: {app: safe}}}\n';
    const happened = words(run(docs(CLASS, budget, pod('safe', '  nodeName: a', '2'), pod('free', '  nodeName: b', '2'), pod('high', '  priorityClassName: high', '2')), [], two));
    expect(happened).toContain('free preempted');
    expect(happened).not.toContain('safe preempted');
  });
});

describe('what somebody does', () => {
  it('a gate keeps a Pod out of the queue until it is gone', () => {
    const happened = run(pod('p', '  schedulingGates: [{name: quota}]'), [{ kind: 'ungate', pod: 'default/p' }]);
    expect(words(happened)).toEqual(['new p', 'p gated', 'ungate', expect.stringMatching('p on')]);
    expect(happened[1]?.queue?.gated).toEqual({ 'default/p': 'SchedulingGates' });
  });
  it('a cordon taken off moves the Pod that waited for it', () => {
    const happened = run(pod('p', ''), [{ kind: 'cordon', node: 'a' }, { kind: 'deletePod', pod: 'default/p' }], nodes.slice(0, 1));
    expect(words(happened)).toEqual(['new p', 'p on a', 'cordon', 'deletePod', 'p deleted', 'p gone at 30']);
    const waiting = run(pod('p', ''), [{ kind: 'uncordon', node: 'a' }], [makeNode('a', { unschedulable: true })]);
    expect(words(waiting)).toEqual(['new p', 'p waits', 'uncordon', 'p on a']);
    expect(waiting[1]?.queue?.unschedulable).toEqual({ 'default/p': ['NodeUnschedulable'] });
    expect(Object.keys(waiting[2]?.queue?.backoff ?? {})).toEqual(['default/p']);
  });
  it('a rollout of Pods with a host port on every node cannot begin with maxUnavailable 0', () => {
    const spec = `  replicas: 3\n  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n${selects('edge')}`;
    const stuck = words(run(workload('Deployment', 'edge', spec, ', ports: [{containerPort: 80, hostPort: 80}]'), [{ kind: 'restart', deployment: 'default/edge' }]));
    expect(stuck.slice(-3)).toEqual(['restart', 'new edge', 'edge waits']);
    const free = words(run(workload('Deployment', 'edge', spec.replace('maxSurge: 1, maxUnavailable: 0', 'maxSurge: 0, maxUnavailable: 1'), ', ports: [{containerPort: 80, hostPort: 80}]'), [{ kind: 'restart', deployment: 'default/edge' }]));
    expect(free.filter((word) => word.startsWith('edge rollout'))).toHaveLength(3);
    expect(free.at(-1)).toMatch(/edge on/);
  });
  it('Recreate clears everything first', () => {
    const happened = words(run(workload('Deployment', 'web', `  replicas: 2\n  strategy: {type: Recreate}\n${selects('web')}`), [{ kind: 'restart', deployment: 'default/web' }]));
    expect(happened.slice(happened.indexOf('restart'))).toEqual(['restart', 'web rollout', 'web rollout', 'web gone at 30', 'web gone at 30', 'new web', 'new web', expect.stringMatching('web on'), expect.stringMatching('web on')]);
  });
  it('Pods of a zone that went away are replaced after five minutes and do not come back with it', () => {
    const happened = run(workload('Deployment', 'web', `  replicas: 2\n${selects('web')}`, ', resources: {requests: {cpu: "1"}}'), [
      { kind: 'zoneDown', zone: 'kr-b' }, { kind: 'wait', seconds: 310 }, { kind: 'zoneUp', zone: 'kr-b' },
    ]);
    const told = words(happened);
    expect(told.filter((word) => word === 'web zone').length).toBeGreaterThan(0);
    expect(told.slice(told.indexOf('zoneUp')).every((word) => word.startsWith('zoneUp') || word.includes('gone'))).toBe(true);
    expect(happened.flatMap((one) => (one.kind === 'leaving' ? [one.at] : []))).toEqual([300]);
  });
  it('is the same every time', () => {
    const manifest = workload('Deployment', 'web', `  replicas: 7\n${selects('web')}`);
    expect(run(manifest)).toEqual(run(manifest));
  });
});

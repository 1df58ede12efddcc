import { describe, expect, it } from 'vitest';
import { cannotLowerMemory, decideResize, decideRestart, nodeResources, parseThresholds, qosCgroups, resizeActions, resizeBeyondNode, terminationReason } from '../index';
import type { BackoffState } from '../index';
import { podRequests } from '../../api';
import type { Container, PodSpec } from '../../api';

const container = (cpu: string, memory: string, limits?: Record<string, string>): Container => ({ name: 'c', resources: { requests: { cpu, memory }, ...(limits === undefined ? {} : { limits }) } });
const pod = (cpu: string, memory: string, limits?: Record<string, string>): PodSpec => ({ containers: [container(cpu, memory, limits)] });
const { allocatable } = nodeResources({ capacity: { cpu: '4', memory: '8Gi' }, maxPods: 110 });

describe('restart back-off (client-go flowcontrol.Backoff)', () => {
  it('starts at once the first time, then waits 10, 20, 40 … 300 s after each end', () => {
    let state: BackoffState = null;
    let now = 0;
    const waits: number[] = [];
    for (let crash = 0; crash < 8; crash += 1) {
      const finished = now;
      const decision = decideRestart(state, finished, now, { name: 'c', pod: 'p_default(u)' });
      if (decision.kind === 'wait') now = decision.until;
      waits.push(now - finished);
      const started = decideRestart(state, finished, now, { name: 'c', pod: 'p_default(u)' });
      if (started.kind !== 'start') throw new Error('the wait is over');
      ({ state } = started);
      now += 1;
    }
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('forgets after ten minutes of running, and says what it waits for', () => {
    expect(decideRestart({ delay: 300, lastUpdate: 0 }, 601, 601, { name: 'c', pod: 'p' })).toEqual({ kind: 'start', state: { delay: 10, lastUpdate: 601 } });
    expect(decideRestart({ delay: 80, lastUpdate: 0 }, 5, 6, { name: 'c', pod: 'p_default(u)' })).toMatchObject({ message: 'back-off 1m20s restarting failed container=c pod=p_default(u)' });
  });

  it.each([[0, false, 'Completed'], [137, true, 'OOMKilled'], [137, false, 'Error']] as const)('exit code %i, OOM %s: %s', (code, oom, reason) => {
    expect(terminationReason(code, oom)).toBe(reason);
  });
});

describe('in-place resize', () => {
  const node = (cpu: string, memory: string) => ({ allocatable, others: podRequests(pod(cpu, memory)) });

  it('is refused by the API server beyond the node', () => {
    expect(resizeBeyondNode(pod('5', '9Gi'), allocatable)).toBe("node didn't have enough allocatable resources: cpu, requested: 5000, allocatable: 4000; memory, requested: 9663676416, allocatable: 8589934592");
    expect(resizeBeyondNode(pod('4', '8Gi'), allocatable)).toBeNull();
  });

  it('is deferred while others have what it needs, and allocated once they do not', () => {
    expect(decideResize(pod('2', '1Gi'), pod('1', '1Gi'), node('3', '1Gi'))).toEqual({ kind: 'pending', reason: 'Deferred', message: "Node didn't have enough resource: cpu, requested: 2000, used: 3000, capacity: 4000" });
    expect(decideResize(pod('2', '1Gi'), pod('1', '1Gi'), node('2', '1Gi'))).toEqual({ kind: 'allocated' });
    expect(decideResize(pod('1', '1Gi'), pod('1000m', '1024Mi'), node('4', '1Gi'))).toEqual({ kind: 'unchanged' });
  });

  it('is infeasible for a Guaranteed Pod with CPUs of its own', () => {
    const limits = { cpu: '2', memory: '1Gi' };
    expect(decideResize(pod('2', '1Gi', limits), pod('1', '1Gi'), { ...node('0', '0'), staticCpu: true })).toMatchObject({ reason: 'Infeasible', message: 'Resize is infeasible for Guaranteed Pods alongside CPU Manager policy "static"' });
  });

  it('restarts only what asks for it, and lowers before it raises', () => {
    const two = (a: Container['resources'], b: Container['resources']): Container[] => [{ name: 'a', resources: a }, { name: 'b', resources: b }];
    const before = two({ requests: { cpu: '1' } }, { requests: { cpu: '2' } });
    const after = two({ requests: { cpu: '2' } }, { requests: { cpu: '1' } });
    expect(resizeActions(before, after)).toEqual({ restart: [], update: [{ container: 'b', resource: 'cpu', change: 'lower' }, { container: 'a', resource: 'cpu', change: 'raise' }] });
    const policy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }];
    expect(resizeActions([container('1', '1Gi')], [{ ...container('1', '2Gi'), resizePolicy: policy }])).toEqual({ restart: ['c'], update: [] });
    expect(resizeActions([container('1', '1Gi')], [{ ...container('2', '1Gi'), resizePolicy: policy }]).restart).toEqual([]);
  });

  it('does not lower a memory limit to what is in use', () => {
    expect(cannotLowerMemory({ containers: { c: 100 } }, { pod: 150, containers: { c: 100 } })).toBe('cannot decrease memory limits: attempting to set container "c" memory limit (100) below current usage (150)');
    expect(cannotLowerMemory({ pod: 200, containers: { c: 101 } }, { pod: 150, containers: { c: 100 } })).toBeNull();
  });
});

describe('the cgroups of the classes', () => {
  it('weigh what Burstable Pods request together, and limit all Pods to what is not reserved', () => {
    const pods = [pod('500m', '1Gi'), pod('1500m', '1Gi'), { containers: [{ name: 'c' }] }];
    expect(qosCgroups(pods, allocatable)).toEqual({
      Guaranteed: { 'cpu.weight': '157', 'memory.max': String(8 * 1024 ** 3) }, Burstable: { 'cpu.weight': '79' }, BestEffort: { 'cpu.weight': '1' },
    });
    expect(qosCgroups(pods, allocatable, { memoryQoS: 'TieredReservation' }).Burstable).toMatchObject({ 'memory.low': String(2 * 1024 ** 3) });
  });

  it('keep hard eviction thresholds out of allocatable', () => {
    const parsed = parseThresholds({ evictionHard: { 'memory.available': '1Gi' } });
    if ('error' in parsed) throw new Error(parsed.error);
    const node = nodeResources({ capacity: { cpu: '4', memory: '8Gi' }, maxPods: 110 }, { evictionHard: parsed.thresholds });
    expect(Number((node.allocatable.get('memory')?.nano ?? 0n) / 1_000_000_000n)).toBe(7 * 1024 ** 3);
  });
});

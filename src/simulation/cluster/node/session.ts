/** A kubelet at work on one Pod: its worker, the machine and the tools, while one key is handled. */
import { byText } from '../../base/ordered-map';
import type { ApiObject, Container, Pod } from '../../api';
import type { Work } from '../control/controller';
import type { Machine, RuntimePod } from './machine/machine';
import { NEW_MACHINE, podOn } from './machine/machine';
import type { KubeletMemory, StartKind, Worker } from './memory';
import { paceOf, RELIST } from './pace';
import type { Pace } from './pace';
import type { NodeSettings } from './settings';

export const SECOND = 1_000_000;
/** The kubelet looks at its work queue each second, half a second after it began; it lists the runtime's Pods a second after it has listed them. */
const SYNC_PHASE = SECOND / 2;
const RELIST_PERIOD = SECOND + RELIST;

/** The first tick at or after a time, of a ticker that began with the kubelet. */
const tickFrom = (start: number, at: number, period = SECOND): number => start + Math.ceil((at - start) / period) * period;

export const nextRelist = (memory: KubeletMemory, after: number): number => tickFrom(memory.startedAt, after + 1, RELIST_PERIOD);
/** The last tick of the relist before a time; what was new at it was seen (relist.ts: planRelist). */
export const lastRelist = ({ startedAt }: KubeletMemory, before: number): number => startedAt + Math.floor((before - startedAt - 1) / RELIST_PERIOD) * RELIST_PERIOD;
export const relistFrom = (memory: KubeletMemory, at: number): number => tickFrom(memory.startedAt, at, RELIST_PERIOD);
/** The status manager looks through all statuses each ten seconds (status_manager.go: syncPeriod). */
export const statusTickAfter = (memory: KubeletMemory, after: number): number => tickFrom(memory.startedAt, after + 1, 10 * SECOND);
export const syncTickFrom = (memory: KubeletMemory, at: number): number => tickFrom(memory.startedAt + SYNC_PHASE, at);

/** format.Pod. */
export const podText = ({ metadata }: Pod): string => `${metadata.name ?? ''}_${metadata.namespace ?? ''}(${metadata.uid ?? ''})`;

export class Session {
  worker: Worker;

  constructor(readonly work: Work<KubeletMemory>, readonly node: NodeSettings, worker: Worker) {
    this.worker = worker;
  }

  get now(): number {
    return this.work.now;
  }

  get pace(): Pace {
    return paceOf(this.node.slower);
  }

  get pod(): Pod {
    return this.worker.pod;
  }

  get machine(): Machine {
    return this.work.machine(this.node.name) ?? NEW_MACHINE;
  }

  set machine(machine: Machine) {
    const { name, daemons } = this.node;
    const watched = daemons !== undefined && machine.pods !== this.machine.pods && this.worker.pod.metadata.namespace === 'kube-system';
    this.work.setMachine(name, machine);
    if (watched) this.work.due({ kind: 'daemons', host: name }, this.now);
  }

  get runtimePod(): RuntimePod | undefined {
    return podOn(this.machine, this.worker.uid);
  }

  set(change: Partial<Worker>): void {
    this.worker = { ...this.worker, ...change };
  }

  /** The next number in the kubelet's count of syncs and relists. */
  count(): number {
    const { memory } = this.work;
    this.work.memory = { ...memory, count: memory.count + 1 };
    return memory.count + 1;
  }

  keep(): void {
    const { memory } = this.work;
    this.work.memory = { ...memory, workers: byText.set(memory.workers, this.worker.uid, this.worker) };
  }

  /** recorder.Eventf about the Pod. */
  say(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.work.event(this.pod, type, reason, message);
  }

  /** recordContainerEvent. */
  sayOf(kind: StartKind, container: string, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.work.event(this.pod as ApiObject, type, reason, message, `spec.${kind}{${container}}`);
  }

  kindOf(container: string): StartKind {
    const { spec } = this.pod;
    if (spec.containers.some(({ name }) => name === container)) return 'containers';
    return (spec.initContainers ?? []).some(({ name }) => name === container) ? 'initContainers' : 'ephemeralContainers';
  }

  container(name: string): Container | undefined {
    const { spec } = this.pod;
    return [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])].find((one) => one.name === name);
  }
}

import { byText, sizeOf } from '../../base/ordered-map';
import type { Pod } from '../../api';
import { fitErrorMessage, keyOf, newScheduling, NO_NODES_MESSAGE, podKey } from '../../scheduler';
import type { Decision, SchedulerOptions, SchedulerState, WatchedObject } from '../../scheduler';
import { RequestError } from '../control/client';
import type { Controller, Desk, Heard } from '../control/controller';
import type { KnownResource } from '../control/kinds';
import { splitKey } from '../control/owners';
import { isPodTerminal } from '../control/pods';
import { tellFailure, writePodStatus } from './failure';
import { setBinding } from './memory';
import type { SchedulerMemory, SchedulerWork } from './memory';
import { preempt } from './preempt';
import { tableOf } from '../store/store';
import { askForVolumes, volumesBound } from './volumes';

const SECOND = 1_000_000;
const [SCHEDULE, BACKOFF, FLUSH, BIND] = ['schedule', 'backoff', 'flush', 'bind:'];
/** How often the two queues of Pods that wait are looked through, s, and how often a binding looks whether its volumes are there, µs. */
const [EVERY_BACKOFF, EVERY_FLUSH, EVERY_LOOK] = [1, 30, SECOND];

type SchedulerDesk = Desk<SchedulerMemory>;

/** Objects that plug-ins look up, in the order in which they are told: before nodes and Pods. */
const OTHERS = [
  'namespaces', 'services', 'replicationcontrollers', 'replicasets.apps', 'statefulsets.apps', 'poddisruptionbudgets.policy', 'storageclasses.storage.k8s.io', 'csidrivers.storage.k8s.io',
  'csinodes.storage.k8s.io', 'csistoragecapacities.storage.k8s.io', 'volumeattachments.storage.k8s.io', 'persistentvolumes', 'persistentvolumeclaims',
] as const satisfies readonly KnownResource[];

/** kube-scheduler as a component of a cluster (cmd/kube-scheduler, pkg/scheduler): it hears of Pods, nodes and volumes, binds one Pod after the other, and makes room. */
export function kubeScheduler(options: SchedulerOptions = {}): Controller<SchedulerMemory> {
  const scheduling = newScheduling(options);
  /** Its clock, seconds since it started. */
  const seconds = (desk: SchedulerDesk): number => (desk.now - desk.memory.start) / SECOND;
  const become = (desk: SchedulerDesk, scheduler: SchedulerState): void => {
    desk.memory = { ...desk.memory, scheduler };
  };

  function hear({ type, object }: Heard, desk: SchedulerDesk): void {
    const watched = object as WatchedObject;
    const { scheduler } = desk.memory;
    // Its informer asks for Pods that have not ended.
    const gone = type === 'DELETED' || (watched.kind === 'Pod' && isPodTerminal(watched));
    const next = gone ? scheduling.observeDeleted(scheduler, seconds(desk), watched.kind, watched.kind === 'Pod' ? podKey(watched) : keyOf(watched)) : scheduling.observe(scheduler, seconds(desk), watched);
    become(desk, next);
    // Who waits is as before: nobody is ready who was not, and no timer is due at another time.
    if (next.queue.places !== scheduler.queue.places) desk.enqueue(SCHEDULE);
  }

  const current = (work: SchedulerWork, key: string): Pod | undefined => work.view.get('pods', ...splitKey(key));

  /** The timers that upstream always runs, only when they have something to do. */
  function armTimers(work: SchedulerWork): void {
    const { backoff, unschedulable } = scheduling.timers(work.memory.scheduler);
    const until = (due: number, every: number): number => Math.max(1, Math.ceil(due / every)) * every * SECOND + work.memory.start - work.now;
    if (backoff !== null) work.enqueueAfter(BACKOFF, until(Math.max(backoff, seconds(work)), EVERY_BACKOFF));
    if (unschedulable !== null) work.enqueueAfter(FLUSH, until(Math.max(unschedulable, seconds(work)), EVERY_FLUSH));
  }

  /** handleBindingCycleError. */
  function bindingFailed(work: SchedulerWork, key: string, message: string): void {
    setBinding(work, key, undefined);
    become(work, scheduling.bindingFailed(work.memory.scheduler, seconds(work), key));
    const pod = current(work, key);
    if (pod !== undefined) tellFailure(work, pod, message, false, '');
  }

  /** DefaultBinder.Bind and finishBinding. */
  function bind(work: SchedulerWork, pod: Pod, node: string): void {
    const { namespace = 'default', name = '', uid = '' } = pod.metadata;
    const body = { apiVersion: 'v1', kind: 'Binding', metadata: { namespace, name, uid }, target: { kind: 'Node', name: node } } as const;
    const answer = work.client.send({ verb: 'create', group: '', resource: 'pods', namespace, name, subresource: 'binding', body });
    if ('failure' in answer) bindingFailed(work, podKey(pod), `running Bind plugin "DefaultBinder": ${answer.failure.message}`);
    else work.speak(pod, 'Normal', 'Scheduled', 'Binding', `Successfully assigned ${namespace}/${name} to ${node}`);
  }

  /** bindingCycle: first the volumes, which may take a while; the node is named meanwhile. */
  function startBinding(work: SchedulerWork, pod: Pod, node: string): void {
    const key = podKey(pod);
    try {
      const waiting = askForVolumes(work, work.memory.scheduler, pod, node);
      if (waiting === undefined) return bind(work, pod, node);
      writePodStatus(work, pod, undefined, node);
      setBinding(work, key, waiting);
      work.enqueueAfter(`${BIND}${key}`, EVERY_LOOK);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      bindingFailed(work, key, `running PreBind plugin "VolumeBinding": ${error.message}`);
    }
  }

  function lookAtBinding(work: SchedulerWork, key: string): void {
    const binding = byText.get(work.memory.binding, key);
    if (binding === undefined) return;
    const pod = current(work, key);
    const bound = volumesBound(work, pod, binding);
    if (bound === false) return work.enqueueAfter(`${BIND}${key}`, EVERY_LOOK);
    if (typeof bound === 'string' || pod === undefined) return bindingFailed(work, key, `running PreBind plugin "VolumeBinding": binding volumes: ${String(bound)}`);
    setBinding(work, key, undefined);
    bind(work, pod, binding.node);
  }

  function failed(work: SchedulerWork, pod: Pod, { failure }: Extract<Decision, { kind: 'unschedulable' }>): void {
    const { message, plugins, postFilter, diagnosis } = failure;
    const isRejected = plugins.length > 0 || message === NO_NODES_MESSAGE;
    const whole = plugins.length === 0 ? message : fitErrorMessage(sizeOf(tableOf(work.view.tables, 'nodes').objects), diagnosis, postFilter.kind === 'message' ? postFilter.text : '');
    if (postFilter.kind === 'nominated') {
      tellFailure(work, pod, whole, isRejected, postFilter.preemption.chosen.node);
      preempt(work, pod, postFilter.preemption.chosen);
    } else tellFailure(work, pod, whole, isRejected, postFilter.clearsNomination ? '' : undefined);
  }

  /** ScheduleOne. */
  function scheduleOne(work: SchedulerWork): void {
    const { state, decision } = scheduling.scheduleNext(work.memory.scheduler, seconds(work));
    become(work, state);
    if (decision === null) return armTimers(work);
    work.enqueue(SCHEDULE);
    const pod = current(work, decision.pod);
    if (pod === undefined) return;
    if (decision.kind === 'scheduled') startBinding(work, pod, decision.node);
    else if (decision.kind === 'unschedulable') failed(work, pod, decision);
  }

  return {
    name: 'default-scheduler',
    process: 'kube-scheduler',
    workers: 1,
    user: { username: 'system:kube-scheduler', groups: ['system:authenticated'] },
    memory: { start: 0, scheduler: scheduling.empty, binding: null },
    start: (desk) => {
      desk.memory = { ...desk.memory, start: desk.now };
      desk.enqueue(SCHEDULE);
    },
    handlers: Object.fromEntries([...OTHERS, 'nodes', 'pods'].map((resource) => [resource, hear])),
    reconcile: (key, work) => {
      if (key === SCHEDULE) return scheduleOne(work);
      if (key.startsWith(BIND)) return lookAtBinding(work, key.slice(BIND.length));
      const look = key === FLUSH ? scheduling.flushUnschedulable : scheduling.tick;
      become(work, look(work.memory.scheduler, seconds(work)));
      work.enqueue(SCHEDULE);
    },
  };
}

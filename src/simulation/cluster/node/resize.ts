/** In-place resize: what a Pod is granted, and what is said of it (pkg/kubelet/allocation; pkg/kubelet/events: PodResize*Msg). */
import { specRequests } from '../../api';
import { compareText } from '../../base/ordered-map';
import { sumsWithout } from '../../base/ordered-map-sum';
import { equalValues } from '../../api/equal';
import type { Container, Pod, Quantity, ResourceRequirements } from '../../api';
import { addResources } from '../../api';
import type { Requests } from '../../api';
import { decideResize } from '../../resources/pod/resize';
import type { PodCondition } from '../control/pods';
import { changeContainer } from './machine/machine';
import type { KubeletMemory, Resize, Worker } from './memory';
import { seenContainer } from './runtime-view';
import type { RuntimeView } from './runtime-view';
import type { Session } from './session';
import { withGeneration } from './status/conditions';

type Granted = Readonly<Record<string, ResourceRequirements>>;

export const resourcesOf = ({ spec }: Pod): Granted => Object.fromEntries([...spec.containers, ...(spec.initContainers ?? [])].map(({ name, resources }) => [name, resources ?? {}]));

/** UpdatePodFromAllocation: the Pod with the resources that it was granted. */
export function allocatedPod(pod: Pod, granted: Granted | undefined): Pod {
  if (granted === undefined) return pod;
  const grant = <T extends Container>(container: T): T => (granted[container.name] === undefined ? container : { ...container, resources: granted[container.name]! });
  const { spec } = pod;
  return { ...pod, spec: { ...spec, containers: spec.containers.map(grant), ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(grant) }) } };
}

function message(pod: Pod, generation: number | undefined, error?: string): string {
  const containers = (list: readonly Container[] | undefined): object[] => (list ?? []).map(({ name, resources }) => ({ name, resources: { ...(resources?.limits === undefined ? {} : { limits: resources.limits }), ...(resources?.requests === undefined ? {} : { requests: resources.requests }) } }));
  const init = (pod.spec.initContainers ?? []).filter(({ resources }) => resources !== undefined);
  return JSON.stringify({ ...(init.length === 0 ? {} : { initContainers: containers(init) }), containers: containers(pod.spec.containers), generation, ...(error === undefined ? {} : { error }) });
}

export const isResizePending = ({ resize }: Worker): boolean => (resize?.conditions ?? []).some(({ type }) => type === 'PodResizePending');

/** Whether the API asks for other resources than were granted. */
export const needsGrant = ({ worker }: Session): boolean =>
  worker.resize !== undefined && (isResizePending(worker) || (worker.wanted.metadata.generation !== worker.held?.status.observedGeneration && !equalValues(resourcesOf(worker.wanted), worker.resize.allocated)));

type Amounts = ReadonlyMap<string, Quantity>;

const NOTHING: Amounts = new Map();
const ONE_POD: Amounts = new Map([['pods', { nano: 1_000_000_000n, format: 'DecimalSI' }]]);

function added(a: Amounts, b: Amounts): Amounts {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  const sum: Requests = new Map(a);
  addResources(sum, b);
  return sum;
}

const grantedBy = (counts: (worker: Worker) => boolean): ((workers: KubeletMemory['workers'], except: string) => Amounts) =>
  sumsWithout<string, Worker, Amounts>({
    zero: NOTHING,
    of: (worker) => (!worker.admitted || worker.stage === 'terminated' || worker.stage === 'finished' || !counts(worker) ? NOTHING : added(specRequests(worker.pod.spec), ONE_POD)),
    add: added,
  }, compareText);

/** What the Pods of the node have been granted but for one, by its UID. */
export const grantedToOthers = grantedBy(() => true);

/** The same without static Pods whose file is gone or another: they are none of the kubelet's Pods any more. */
export const grantedToOthersThatStay = grantedBy(({ removed, file }) => !removed || file === undefined);

/** The Pod as it is configured now, with what it is granted of it (handlePodResourcesResize). `allocatable` of the node. */
export function grant(session: Session, wanted: Pod, allocatable: Requests, others: () => Amounts): void {
  const { worker } = session;
  const before = worker.resize?.allocated ?? resourcesOf(worker.pod);
  if (equalValues(resourcesOf(wanted), before)) {
    session.set({ pod: wanted, resize: { allocated: before, conditions: (worker.resize?.conditions ?? []).filter(({ type }) => type !== 'PodResizePending') } });
    return;
  }
  const old = allocatedPod(wanted, before);
  const decision = decideResize(wanted.spec, old.spec, { allocatable, others: others() });
  const { generation } = wanted.metadata;
  if (decision.kind === 'pending') {
    const told = (worker.resize?.conditions ?? []).find(({ type }) => type === 'PodResizePending');
    const pending = { ...withGeneration({ type: 'PodResizePending', status: 'True', reason: decision.reason, message: decision.message }, generation), lastTransitionTime: told?.lastTransitionTime };
    const progress = (worker.resize?.conditions ?? []).filter(({ type }) => type !== 'PodResizePending');
    session.set({ pod: old, resize: { allocated: before, conditions: [pending as PodCondition, ...progress] } });
    if (told?.reason !== decision.reason || told.message !== decision.message) session.say('Warning', `Resize${decision.reason}`, `Pod resize ${decision.reason.toLowerCase()}: ${message(wanted, generation, decision.message)}`);
    return;
  }
  const progress = withGeneration({ type: 'PodResizeInProgress', status: 'True' }, generation);
  const resize: Resize = { allocated: resourcesOf(wanted), conditions: [progress] };
  session.set({ pod: wanted, resize });
  session.say('Normal', 'ResizeStarted', `Pod resize started: ${message(wanted, generation)}`);
}

/** Whether a running container's cgroups are not yet what was granted (IsPodResizeInProgress). */
const isUnderWay = ({ spec }: Pod, view: RuntimeView): boolean =>
  [...spec.containers, ...(spec.initContainers ?? [])].some(({ name, resources }) => {
    const seen = seenContainer(view, name);
    return seen?.state.state === 'running' && !equalValues(seen.resources ?? {}, resources ?? {});
  });

/** At the start of each sync: a resize that is done is said to be so. */
export function noteResize(session: Session, view: RuntimeView): void {
  const { worker, pod } = session;
  const conditions = worker.resize?.conditions ?? [];
  const progress = conditions.find(({ type }) => type === 'PodResizeInProgress');
  if (worker.resize === undefined || progress === undefined || isUnderWay(pod, view)) return;
  session.set({ resize: { ...worker.resize, conditions: conditions.filter((one) => one !== progress) } });
  session.say('Normal', 'ResizeCompleted', `Pod resize completed: ${message(pod, progress.observedGeneration)}`);
}

/** The cgroups of a running container are rewritten. */
export function applyResize(session: Session, container: string): void {
  const spec = session.container(container);
  const seen = seenContainer(session.worker.task!.view, container);
  if (spec === undefined || seen === undefined) return;
  session.machine = changeContainer(session.machine, session.worker.uid, seen.id, (one) => ({ ...one, ...(spec.resources === undefined ? {} : { resources: spec.resources }) }));
}

/** A node's own object and lease (pkg/kubelet/kubelet_node_status.go, nodestatus/setters.go; component-helpers/apimachinery/lease). */
import { quote } from '../../base/go/quote';
import { byText } from '../../base/ordered-map';
import { formatMicroTime, formatTime } from '../../base/time';
import { semanticEqual } from '../../api/equal';
import type { Node } from '../../api';
import type { Lease } from '../../api/generated/types/coordination.v1';
import { hasReason, RequestError } from '../control/client';
import type { Work } from '../control/controller';
import type { NodeCondition } from '../controllers/node-lifecycle/health';
import { log, requestError } from './journal';
import type { KubeletMemory } from './memory';
import { listedImages } from './node-images';
import { versionOf } from './host/packages/packages';
import { NODE_LEASE, NODE_STATUS } from './node-work';
import { logRuntime, runtimeDownSince, runtimeErrors } from './runtime-down';
import { SECOND } from './session';
import type { NodeSettings } from './settings';
import { namesOfDisks } from './volumes/attached';

type Tools = Work<KubeletMemory>;

/** nodeStatusUpdateFrequency, nodeStatusReportFrequency, the lease's renewal and length. */
const [UPDATE, REPORT, RENEW, LEASE_SECONDS] = [10 * SECOND, 300 * SECOND, 10 * SECOND, 40];
/** maxBackoff of the lease's controller; the time-out of its client. */
const [ENSURE, LEASE_TIMEOUT] = [7 * SECOND, 10 * SECOND];
/** From the registration of a new node until its CSINode is there and fastStatusUpdateOnce has seen it, as recorded. */
const CSI_NODE = 300_000;
const NO_CSI_NODE = 'CSINode is not yet initialized';
const RETRIES = 5;
const VERSION = 'v1.36.3';

/** What a kubelet of its version says that it can do (component-helpers nodedeclaredfeatures: Framework.DiscoverNodeFeatures), with the default gates. */
const DECLARED: readonly string[] = ['ExtendWebSocketsToKubelet', 'InPlacePodLevelResourcesVerticalScaling', 'InPlacePodVerticalScalingInitContainers', 'RestartAllContainersOnContainerExits'];

/** The kubelet that is installed on a node. */
const installed = (work: Tools, { name }: NodeSettings): string => versionOf(work.machine(name)?.root ?? {}, 'kubelet') ?? VERSION;

interface Fact {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** What is said when it comes to be so. */
  readonly event: string;
}

const FACTS: readonly Fact[] = [
  { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available', event: 'NodeHasSufficientMemory' },
  { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure', event: 'NodeHasNoDiskPressure' },
  { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available', event: 'NodeHasSufficientPID' },
  { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status', event: 'NodeReady' },
];

const PRESSED: Fact = { type: 'MemoryPressure', status: 'True', reason: 'KubeletHasInsufficientMemory', message: 'kubelet has insufficient memory available', event: 'NodeHasInsufficientMemory' };

const FULL: Fact = { type: 'DiskPressure', status: 'True', reason: 'KubeletHasDiskPressure', message: 'kubelet has disk pressure', event: 'NodeHasDiskPressure' };

/** What is so now: pressure is what the eviction manager says, and a node without its runtime is not ready. */
function factsOf(work: Tools, node: NodeSettings): readonly Fact[] {
  const pressed = work.memory.eviction?.conditions ?? [];
  const down = runtimeDownSince(work, node);
  const errors = down === undefined ? undefined : runtimeErrors(down, work.now);
  return FACTS.map((fact) => (fact.type === PRESSED.type && pressed.includes('MemoryPressure') ? PRESSED : fact.type === FULL.type && pressed.includes('DiskPressure') ? FULL
    : fact.type === 'Ready' && errors !== undefined ? { ...fact, status: 'False', reason: 'KubeletNotReady', message: errors, event: 'NodeNotReady' } : fact));
}

/** The Node that a kubelet registers. */
export function initialNode({ name, labels, taints }: NodeSettings): Node {
  return {
    apiVersion: 'v1', kind: 'Node',
    metadata: {
      name,
      labels: { 'beta.kubernetes.io/arch': 'amd64', 'beta.kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels },
      annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: taints === undefined || taints.length === 0 ? {} : { taints },
  };
}

const refOf = ({ name }: NodeSettings): Node => ({ apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name }, spec: {} });

const say = (work: Tools, node: NodeSettings, reason: string): void => work.event(refOf(node), 'Normal', reason, `Node ${node.name} status is now: ${reason}`);

/** GetVolumesInUse: of Pods that have not ended here. What is in use must not be detached. */
function volumesInUse(work: Tools): readonly string[] {
  const names = [...byText.entries(work.memory.workers)].flatMap(([, { pod, stage, rejected }]) => (rejected || stage === 'finished' ? [] : namesOfDisks(pod, work.view)));
  return [...new Set(names)].sort();
}

/** The Node with what the kubelet says of it. */
function described(work: Tools, node: NodeSettings, found: Node, tell: (event: string) => void, facts = factsOf(work, node)): Node {
  const { now } = work;
  const inUse = volumesInUse(work);
  const old = found.status?.conditions ?? [];
  const conditions = facts.map(({ event, ...fact }): NodeCondition => {
    const before = old.find(({ type }) => type === fact.type);
    const same = before?.status === fact.status;
    // Of a Node that has not been ready or unready before it is no news.
    if (!same && (fact.type !== 'Ready' || before !== undefined)) tell(event);
    return { ...fact, lastHeartbeatTime: formatTime(now), lastTransitionTime: same ? (before.lastTransitionTime ?? formatTime(now)) : formatTime(now) } as NodeCondition;
  });
  const others = old.filter(({ type }) => !FACTS.some((fact) => fact.type === type));
  const { capacity } = node;
  const { volumesInUse: _before, images: _listed, ...status } = found.status ?? {};
  const images = listedImages(work, node);
  return {
    ...found,
    status: {
      ...status, ...(inUse.length === 0 ? {} : { volumesInUse: inUse }),
      capacity, allocatable: node.allocatable ?? capacity,
      conditions: [...others, ...conditions],
      addresses: [{ type: 'InternalIP', address: node.ip }, { type: 'Hostname', address: node.name }],
      declaredFeatures: DECLARED,
      ...(images === undefined ? {} : { images }),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: 'amd64', bootID: '', containerRuntimeVersion: 'containerd://2.2.1', kernelVersion: '6.18.0', kubeProxyVersion: '', kubeletVersion: work.memory.version ?? VERSION, machineID: node.name, operatingSystem: 'linux', osImage: 'Debian GNU/Linux 13 (trixie)', systemUUID: node.name,
      },
    },
  } as Node;
}

const withoutBeats = (node: Node): unknown => ({ ...node.status, conditions: (node.status?.conditions ?? []).map(({ lastHeartbeatTime: _beat, ...rest }) => rest) });

/** Simplified: the nodes of a cluster that begins have their CSINodes, so that it is ready when it is there. */
const begins = ({ view, now }: Tools): boolean => view.get('namespaces', undefined, 'default')?.metadata.creationTimestamp === formatTime(now);

/** What is so as long as a node has no CSINode (initializeCSINode of pkg/volume/csi). */
const withoutCsi = (fact: Fact): Fact => (fact.type === 'Ready' && fact.status === 'True' ? { ...fact, status: 'False', reason: 'KubeletNotReady', message: NO_CSI_NODE, event: 'NodeNotReady' } : fact);

/** registerWithAPIServer, and the first status. Gives whether the Node is not ready yet. */
function register(work: Tools, node: NodeSettings): boolean {
  const tell = (event: string): void => say(work, node, event);
  if (work.memory.version === undefined) work.memory = { ...work.memory, version: installed(work, node) };
  if (work.memory.reported === 0) work.event(refOf(node), 'Normal', 'Starting', 'Starting kubelet.');
  // A new kubelet says what it finds of its node, whether it is news or not.
  for (const { event, type } of FACTS) if (type !== 'Ready') tell(event);
  log(work, node, 'I', 'kubelet_node_status.go:75', 'Attempting to register node', { node: node.name });
  const facts = factsOf(work, node);
  let found: Node;
  let changed: readonly Fact[] = [];
  let isNew = true;
  const lacks = !begins(work);
  const news: string[] = [];
  try {
    found = work.client.create(described(work, node, initialNode(node), (event) => news.push(event), lacks ? facts.map(withoutCsi) : facts));
    for (const event of news) tell(event);
  } catch (error) {
    if (!hasReason(error, 'AlreadyExists')) throw error;
    isNew = false;
    found = work.client.get('nodes', undefined, node.name);
    log(work, node, 'I', 'kubelet_node_status.go:125', 'Node was previously registered', { node: node.name });
    const before = found.status?.conditions ?? [];
    changed = facts.filter(({ type, status }) => type !== 'Ready' && before.find((one) => one.type === type)?.status !== status);
  }
  if (!isNew) work.client.update(described(work, node, found, tell), 'status');
  log(work, node, 'I', 'kubelet_node_status.go:78', 'Successfully registered node', { node: node.name });
  // fastStatusUpdateOnce: a tenth of a second later it looks at a Node in its cache that is still the one before, and says the same again.
  for (const { event } of changed) tell(event);
  work.memory = { ...work.memory, registered: true, reported: work.now, cordoned: found.spec?.unschedulable === true };
  return isNew && lacks;
}

/** tryUpdateNodeStatus: what differs from the Node in the kubelet's cache is told, and every five minutes all of it; as long as its watch is broken it does not see what others have written. */
function update(work: Tools, node: NodeSettings): void {
  const found = work.view.get('nodes', undefined, node.name) ?? work.client.get('nodes', undefined, node.name);
  const cordoned = found.spec?.unschedulable === true;
  if (cordoned !== work.memory.cordoned) say(work, node, cordoned ? 'NodeNotSchedulable' : 'NodeSchedulable');
  work.memory = { ...work.memory, cordoned };
  const next = described(work, node, found, (event) => say(work, node, event));
  if (semanticEqual(withoutBeats(found), withoutBeats(next)) && work.now < work.memory.reported + REPORT) return;
  // It is a patch: what others have written since stays.
  work.client.update(described(work, node, work.client.get('nodes', undefined, node.name), () => undefined), 'status');
  work.memory = { ...work.memory, reported: work.now };
}

export function syncNodeStatus(work: Tools, node: NodeSettings): void {
  logRuntime(work, node);
  try {
    if (work.memory.registered) update(work, node);
    else if (register(work, node)) return work.enqueueAfter(NODE_STATUS, CSI_NODE);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (!work.memory.registered) log(work, node, 'E', 'kubelet_node_status.go:108', 'Unable to register node with API server', { err: requestError(error, node, 'Post', '/api/v1/nodes'), node: node.name });
    else {
      // nodeStatusUpdateRetry: five times in a row.
      const err = `error getting node ${quote(node.name)}: ${requestError(error, node, 'Get', `/api/v1/nodes/${node.name}?timeout=10s`)}`;
      for (let count = 0; count < RETRIES; count += 1) log(work, node, 'E', 'kubelet_node_status.go:479', 'Error updating node status, will retry', { err });
      log(work, node, 'E', 'kubelet_node_status.go:465', 'Unable to update node status', { err: 'update node status exceeds retry count' });
    }
    // A kubelet that could not register tries again soon; one whose node is gone waits for somebody to start it anew.
    if (!work.memory.registered) {
      work.enqueueAfter(NODE_STATUS, SECOND);
      return;
    }
  }
  work.enqueueAfter(NODE_STATUS, UPDATE);
}

/** sync of the lease's controller. A request that waits for etcd goes through as soon as that is back: it is asked for each second, and said to have failed when the client gives it up. */
export function renewLease(work: Tools, node: NodeSettings): void {
  const renewTime = formatMicroTime(work.now);
  // SetNodeOwnerFunc: the lease goes with its node; the kubelet knows the node's uid once it has read it.
  const uid = work.view.get('nodes', undefined, node.name)?.metadata.uid;
  const place = { name: node.name, namespace: 'kube-node-lease' };
  const owned = uid === undefined ? {} : { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.name, uid }] };
  const { leaseAsked, ...others } = work.memory;
  let next = RENEW;
  work.memory = others;
  try {
    const found = work.view.get('leases.coordination.k8s.io', place.namespace, place.name);
    if (found !== undefined) {
      const lease = work.client.get('leases.coordination.k8s.io', place.namespace, place.name);
      work.client.update({ ...lease, metadata: { ...owned, ...lease.metadata }, spec: { ...found.spec, renewTime } } as Lease);
    }
    else work.client.create({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { ...place, ...owned }, spec: { holderIdentity: node.name, leaseDurationSeconds: LEASE_SECONDS, renewTime } } as Lease);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const waits = (error.failure.took ?? 0) > 0;
    const asked = leaseAsked ?? work.now;
    next = waits ? SECOND : ENSURE;
    if (waits && work.now < asked + LEASE_TIMEOUT) work.memory = { ...others, leaseAsked: asked };
    else log(work, node, 'E', 'controller.go:201', 'Failed to ensure lease exists, will retry', { err: requestError(error, node, 'Get', `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${node.name}?timeout=10s`), interval: '7s' });
  }
  work.enqueueAfter(NODE_LEASE, next);
}

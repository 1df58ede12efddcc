import type { Lease } from '../../../api/generated/types/coordination.v1';
import type { Node, Pod } from '../../../api/generated/types/core.v1';
import type { ResourceSlice } from '../../../api/generated/types/resource.v1';
import { podLimits, podRequests } from '../../../api/pod-requests';
import type { PodResourceStatus, Requests } from '../../../api/pod-requests';
import { formatQuantity, milliValue, quantityOf, unitValue, ZERO_QUANTITY } from '../../../api/quantity';
import type { Quantity } from '../../../api/quantity';
import { addResources } from '../../../api/resource-list';
import { nodeRoles } from '../../../api/table/cells/cluster';
import { getObject, listObjects } from '../../runtime/client';
import { ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { asking } from '../describer';
import { eventLines } from '../events';
import { taintLines } from '../parts/scheduling';
import { annotationLines, indent, labelLines, line, lineIf, rfc1123, ruled, sinceText } from '../text';

function* leaseLines(session: Session, name: string): Steps<string> {
  const kind = session.machine.registry().find('coordination.k8s.io/v1', 'Lease');
  try {
    if (kind === undefined) return '';
    const { spec } = (yield* getObject(session, kind, 'kube-node-lease', name)) as unknown as Lease;
    const time = (text: string | undefined | null): string => (text === undefined || text === null ? '<unset>' : rfc1123(text));
    return `Lease:\n${line(1, 'HolderIdentity', spec?.holderIdentity ?? '<unset>')}${line(1, 'AcquireTime', time(spec?.acquireTime))}${line(1, 'RenewTime', time(spec?.renewTime))}`;
  } catch (error) {
    if (error instanceof ServerError) return line(0, 'Lease', `Failed to get lease: ${error.message}`);
    throw error;
  }
}

const text = (amounts: Requests, name: string): string => formatQuantity(amounts.get(name) ?? ZERO_QUANTITY);

/** A share in whole percent; nothing of nothing is none. */
function percent(amount: Quantity | undefined, of: Quantity, milli: boolean): number {
  const value = milli ? milliValue : unitValue;
  return value(of) === 0 ? 0 : Math.trunc((value(amount ?? ZERO_QUANTITY) / value(of)) * 100);
}

/** A quotient as Go converts it to an int64 where the divisor is nothing. */
function goPercent(amount: Quantity | undefined, of: Quantity, milli: boolean): string {
  const value = milli ? milliValue : unitValue;
  return value(of) === 0 ? '-9223372036854775808' : String(percent(amount, of, milli));
}

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods']);
const isHugePage = (name: string): boolean => name.startsWith('hugepages-');

/** describeNodeResource. */
function resourceLines(pods: readonly Pod[], { status }: Node, now: number): string {
  const allocatable = Object.keys(status?.allocatable ?? {}).length > 0 ? (status?.allocatable ?? {}) : (status?.capacity ?? {});
  const [cpu, memory] = [quantityOf(allocatable.cpu), quantityOf(allocatable.memory)];
  const share = (amounts: Requests, name: 'cpu' | 'memory'): string => `${text(amounts, name)} (${goPercent(amounts.get(name), name === 'cpu' ? cpu : memory, name === 'cpu')}%)`;
  const rows = pods.map((pod) => {
    const stated = pod.status as PodResourceStatus | undefined;
    const [requests, limits] = [podRequests(pod.spec, stated === undefined ? {} : { status: stated }), podLimits(pod.spec, stated === undefined ? {} : { status: stated })];
    const { namespace = '', name = '', creationTimestamp } = pod.metadata;
    return [namespace, name, '', share(requests, 'cpu'), share(limits, 'cpu'), share(requests, 'memory'), share(limits, 'memory'), sinceText(creationTimestamp, now)];
  });
  const [requests, limits]: readonly [Requests, Requests] = [new Map(), new Map()];
  for (const { spec } of pods) {
    addResources(requests, podRequests(spec));
    addResources(limits, podLimits(spec));
  }
  const total = (name: string): readonly string[] => {
    const of = quantityOf(allocatable[name]);
    return [name, `${text(requests, name)} (${percent(requests.get(name), of, name === 'cpu')}%)`, `${text(limits, name)} (${percent(limits.get(name), of, name === 'cpu')}%)`];
  };
  const names = Object.keys(allocatable).sort();
  const others = names.filter((name) => !STANDARD.has(name) && !isHugePage(name)).map((name) => [name, text(requests, name), text(limits, name)]);
  return [
    `Non-terminated Pods:\t(${pods.length} in total)\n`,
    ruled(1, ['Namespace', 'Name', '', 'CPU Requests', 'CPU Limits', 'Memory Requests', 'Memory Limits', 'Age'], ['---------', '----', '', '------------', '----------', '---------------', '-------------', '---'], rows),
    'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n',
    ruled(1, ['Resource', 'Requests', 'Limits'], ['--------', '--------', '------'], [...['cpu', 'memory', 'ephemeral-storage'].map(total), ...names.filter(isHugePage).map(total), ...others]),
  ].join('');
}

const MOST_POOLS = 10;

/** describeNodeResourceSlices. */
function sliceLines(slices: readonly ResourceSlice[]): string {
  const pools = new Map<string, { readonly driver: string; readonly pool: string; slices: number; devices: number }>();
  for (const { spec } of slices) {
    const key = `${spec.driver}/${spec.pool.name}`;
    const pool = pools.get(key) ?? { driver: spec.driver, pool: spec.pool.name, slices: 0, devices: 0 };
    pools.set(key, { ...pool, slices: pool.slices + 1, devices: pool.devices + (spec.devices ?? []).length });
  }
  if (pools.size === 0) return '';
  const keys = [...pools.keys()].sort();
  const rows = keys.slice(0, MOST_POOLS).map((key) => [pools.get(key)?.driver, pools.get(key)?.pool, pools.get(key)?.slices, pools.get(key)?.devices]);
  const more = keys.length > MOST_POOLS ? `${indent(1)}...and ${keys.length - MOST_POOLS} more pools\n` : '';
  return `Node-Local ResourceSlices:\n${ruled(1, ['Driver', 'Pool', 'Slices', 'Devices'], ['------', '----', '------', '-------'], rows)}${more}`;
}

function* podsOn(session: Session, name: string): Steps<readonly Pod[] | undefined> {
  const kind = session.machine.registry().find('v1', 'Pod');
  try {
    return kind === undefined ? undefined : ((yield* listObjects(session, kind, '', { fieldSelector: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed` })) as unknown as readonly Pod[]);
  } catch (error) {
    if (error instanceof ServerError && error.failure.reason === 'Forbidden') return undefined;
    throw error;
  }
}

function* slicesOf(session: Session, name: string): Steps<readonly ResourceSlice[]> {
  const kind = session.machine.registry().find('resource.k8s.io/v1', 'ResourceSlice');
  try {
    const all = kind === undefined ? [] : ((yield* listObjects(session, kind, '')) as unknown as readonly ResourceSlice[]);
    return all.filter(({ spec }) => spec.nodeName === name);
  } catch (error) {
    if (error instanceof ServerError) return [];
    throw error;
  }
}

/** describeNode. */
export const describeNode = asking<Node>(function* described(node, { session, now, events }) {
  const { metadata, spec, status } = node;
  const name = metadata.name ?? '';
  const pods = yield* podsOn(session, name);
  const slices = yield* slicesOf(session, name);
  const conditions = (status?.conditions ?? []).map((one) => [`${one.type} `, `${one.status} `, `${rfc1123(one.lastHeartbeatTime)} `, `${rfc1123(one.lastTransitionTime)} `, `${one.reason ?? ''} `, one.message ?? '']);
  const amounts = (label: string, list: Readonly<Record<string, string>> | undefined): string => {
    const names = Object.keys(list ?? {}).sort();
    return names.length === 0 ? '' : `${label}:\n${names.map((one) => line(1, one, list?.[one])).join('')}`;
  };
  const info = status?.nodeInfo;
  const system = [
    ['Machine ID', info?.machineID], ['System UUID', info?.systemUUID], ['Boot ID', info?.bootID], ['Kernel Version', info?.kernelVersion], ['OS Image', info?.osImage], ['Operating System', info?.operatingSystem],
    ['Architecture', info?.architecture], ['Container Runtime Version', info?.containerRuntimeVersion], ['Kubelet Version', info?.kubeletVersion],
  ] as const;
  const titles = ['Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message'];
  return [
    line(0, 'Name', name), line(0, 'Roles', nodeRoles(node).join(',') || '<none>'), labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations), line(0, 'CreationTimestamp', rfc1123(metadata.creationTimestamp)),
    taintLines('Taints', spec?.taints), line(0, 'Unschedulable', spec?.unschedulable ?? false), yield* leaseLines(session, name),
    conditions.length === 0 ? '' : `Conditions:\n${ruled(1, titles, ['----', '------', '-----------------', '------------------', '------', '-------'], conditions)}`,
    `Addresses:\n${(status?.addresses ?? []).map(({ type, address }) => line(1, type, address)).join('')}`, amounts('Capacity', status?.capacity), amounts('Allocatable', status?.allocatable), sliceLines(slices),
    `System Info:\n${system.map(([label, value]) => line(1, label, value)).join('')}`, lineIf(0, 'PodCIDR', spec?.podCIDR), lineIf(0, 'PodCIDRs', (spec?.podCIDRs ?? []).join(',')), lineIf(0, 'ProviderID', spec?.providerID),
    pods === undefined ? 'Pods:\tnot authorized\n' : resourceLines(pods, node, now), eventLines(events, now),
  ].join('');
});

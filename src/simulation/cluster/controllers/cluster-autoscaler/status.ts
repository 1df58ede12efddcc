/** What it tells of itself: a ConfigMap, and Events about that ConfigMap (cluster-autoscaler clusterstate/api, clusterstate/utils/status.go). */
import type { ConfigMap } from '../../../api/generated/types/core.v1';
import { formatTime } from '../../../base/time';
import type { Work } from '../../control/controller';
import type { AutoscalerMemory } from './memory';

type Tools = Work<AutoscalerMemory>;

const PLACE = { name: 'cluster-autoscaler-status', namespace: 'kube-system' };
const REFERENCE: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: PLACE };

/** LogRecorder.Event. */
export const sayOfCluster = (work: Tools, reason: string, message: string): void => work.event(work.view.get('configmaps', PLACE.namespace, PLACE.name) ?? REFERENCE, 'Normal', reason, message);

export interface Counts {
  readonly total: number;
  readonly ready: number;
  readonly notStarted: number;
  readonly beingDeleted: number;
  readonly unregistered: number;
}

export interface Told {
  readonly cluster: Counts;
  readonly group: Counts & { readonly name: string; readonly target: number; readonly min: number; readonly max: number };
  readonly growing: boolean;
  readonly candidates: number;
}

const countsAt = (indent: string, { total, ready, notStarted, beingDeleted, unregistered }: Counts): string =>
  `${indent}nodeCounts:\n${indent}  registered:\n${indent}    total: ${total}\n${indent}    ready: ${ready}\n${indent}    notStarted: ${notStarted}\n${beingDeleted === 0 ? '' : `${indent}    beingDeleted: ${beingDeleted}\n`}${indent}    unready:\n${indent}      total: ${total - ready - notStarted - beingDeleted}\n${indent}      resourceUnready: 0\n${indent}  longUnregistered: 0\n${indent}  unregistered: ${unregistered}\n`;

/** A status with since when it stands, which is kept. */
function since(work: Tools, key: string, status: string): number {
  const before = work.memory.said[key];
  const at = before?.status === status ? before.since : work.now;
  work.memory = { ...work.memory, said: { ...work.memory.said, [key]: { status, since: at } } };
  return at;
}

function text(work: Tools, { cluster, group, growing, candidates }: Told): string {
  const times = (indent: string, key: string, status: string): string => `${indent}lastProbeTime: "${formatTime(work.now)}"\n${indent}lastTransitionTime: "${formatTime(since(work, key, status))}"\n`;
  const grows = growing ? 'InProgress' : 'NoActivity';
  const shrinks = candidates > 0 ? 'CandidatesPresent' : 'NoCandidates';
  const both = (indent: string, key: string): string => `${indent}scaleUp:\n${indent}  status: ${grows}\n${times(`${indent}  `, `${key}/up`, grows)}${indent}scaleDown:\n${indent}  status: ${shrinks}\n${candidates > 0 ? `${indent}  candidates: ${candidates}\n` : ''}${times(`${indent}  `, `${key}/down`, shrinks)}`;
  return `time: ${formatTime(work.now).replace('T', ' ').replace('Z', '')} +0000 UTC\nautoscalerStatus: Running\nclusterWide:\n  health:\n    status: Healthy\n${countsAt('    ', cluster)}${times('    ', 'health', 'Healthy')}${both('  ', 'cluster')}nodeGroups:\n- name: ${group.name}\n  health:\n    status: Healthy\n${countsAt('    ', group)}    cloudProviderTarget: ${group.target}\n    minSize: ${group.min}\n    maxSize: ${group.max}\n${times('    ', 'group', 'Healthy')}${both('  ', 'group')}`;
}

/** WriteStatusConfigMap. */
export function writeStatus(work: Tools, told: Told): void {
  const data = { status: text(work, told) };
  const annotations = { 'cluster-autoscaler.kubernetes.io/last-updated': `${formatTime(work.now).replace('T', ' ').replace('Z', '')} +0000 UTC` };
  const before = work.view.get('configmaps', PLACE.namespace, PLACE.name);
  if (before === undefined) work.client.create({ ...REFERENCE, metadata: { ...PLACE, annotations }, data });
  else work.client.update({ ...before, metadata: { ...before.metadata, annotations: { ...before.metadata.annotations, ...annotations } }, data });
}

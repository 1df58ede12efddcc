import type { PersistentVolume, PersistentVolumeClaim, Pod, TopologySelectorTerm } from '../../../api/generated/types/core.v1';
import type { CSINode, StorageClass, VolumeAttributesClass } from '../../../api/generated/types/storage.v1';
import { accessModes, isDefaultClass, storageClassOf } from '../../../api/table/cells/storage';
import { goSort } from '../../../base/go/sort';
import { listObjects } from '../../runtime/client';
import { asking, plain } from '../describer';
import { eventLines } from '../events';
import { claimLines } from '../parts/claim';
import { persistentSource } from '../parts/volumes';
import { annotationLines, boolText, formatLabels, head, indent, labelLines, line, lineIf, listText, rfc1123, ruled, sinceText } from '../text';

function affinityLines(required: NonNullable<NonNullable<PersistentVolume['spec']>['nodeAffinity']>['required']): string {
  if (required === undefined) return 'Node Affinity:\t<none>\n';
  const terms = (required.nodeSelectorTerms ?? []).map(({ matchExpressions }, at) => {
    const rows = (matchExpressions ?? []).map(({ key, operator, values }) => `${key} ${operator.toLowerCase()}${(values ?? []).length === 0 ? '' : ` [${(values ?? []).join(', ')}]`}\n`);
    return `${indent(2)}Term ${at}:\t${rows.length === 0 ? '<none>\n' : rows.join(`${indent(2)}\t`)}`;
  });
  return `Node Affinity:\t\n${indent(1)}Required Terms:\t${terms.length === 0 ? '<none>\n' : `\n${terms.join('')}`}`;
}

/** describePersistentVolume. */
export const describePersistentVolume = plain<PersistentVolume>((volume, { now, events }) => {
  const { metadata, spec, status } = volume;
  return [
    line(0, 'Name', metadata.name), labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations), line(0, 'Finalizers', listText(metadata.finalizers)), line(0, 'StorageClass', storageClassOf(volume)),
    line(0, 'Status', metadata.deletionTimestamp === undefined ? status?.phase : `Terminating (lasts ${sinceText(metadata.deletionTimestamp, now)})`),
    line(0, 'Claim', spec?.claimRef === undefined ? '' : `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}`), line(0, 'Reclaim Policy', spec?.persistentVolumeReclaimPolicy), line(0, 'Access Modes', accessModes(spec?.accessModes)),
    lineIf(0, 'VolumeMode', spec?.volumeMode), line(0, 'Capacity', spec?.capacity?.storage ?? '0'), affinityLines(spec?.nodeAffinity?.required), line(0, 'Message', status?.message), `Source:\n${persistentSource(spec ?? {})}`, eventLines(events, now),
  ].join('');
});

/** describePersistentVolumeClaim. */
export const describeClaim = asking<PersistentVolumeClaim>(function* described(claim, { session, now, events }) {
  const { metadata, status } = claim;
  const kind = session.machine.registry().find('v1', 'Pod');
  const pods = kind === undefined ? [] : ((yield* listObjects(session, kind, metadata.namespace ?? '')) as unknown as readonly Pod[]);
  const owners = (metadata.ownerReferences ?? []).filter((owner) => owner.kind === 'Pod').map(({ uid }) => uid);
  const users = pods.filter((pod) => (pod.spec.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === metadata.name) || owners.includes(pod.metadata.uid ?? ''));
  const names = goSort(users.map((pod) => pod.metadata.name ?? ''), (a, b) => a < b);
  const rows = (status?.conditions ?? []).map(({ type, status: met, lastProbeTime, lastTransitionTime, reason = '', message = '' }) => [`${type} `, `${met} `, `${rfc1123(lastProbeTime)} `, `${rfc1123(lastTransitionTime)} `, `${reason} `, message]);
  const titles = ['Type', 'Status', 'LastProbeTime', 'LastTransitionTime', 'Reason', 'Message'];
  const conditions = rows.length === 0 ? '' : `Conditions:\n${ruled(1, titles, ['----', '------', '-----------------', '------------------', '------', '-------'], rows)}`;
  return `${claimLines(claim, true, now)}Used By:\t${names.length === 0 ? '<none>\n' : names.map((name) => `${name}\n`).join('\t')}${conditions}${eventLines(events, now)}`;
});

function topologyLines(terms: readonly TopologySelectorTerm[]): string {
  if (terms.length === 0) return 'AllowedTopologies:\t<none>\n';
  const each = terms.map(({ matchLabelExpressions }, at) => {
    const rows = (matchLabelExpressions ?? []).map(({ key, values }) => `${key} in${(values ?? []).length === 0 ? '' : ` [${(values ?? []).join(', ')}]`}\n`);
    return `${indent(1)}Term ${at}:\t${rows.length === 0 ? '<none>\n' : rows.join(`${indent(1)}\t`)}`;
  });
  return `AllowedTopologies:\t\n${each.join('')}`;
}

/** describeStorageClass. */
export const describeStorageClass = plain<StorageClass>((one, { now, events }) => {
  const options = one.mountOptions ?? [];
  return [
    line(0, 'Name', one.metadata.name), line(0, 'IsDefaultClass', isDefaultClass(one) ? 'Yes' : 'No'), line(0, 'Annotations', formatLabels(one.metadata.annotations)), line(0, 'Provisioner', one.provisioner),
    line(0, 'Parameters', formatLabels(one.parameters)), line(0, 'AllowVolumeExpansion', boolText(one.allowVolumeExpansion)),
    options.length === 0 ? 'MountOptions:\t<none>\n' : `MountOptions:\n${options.map((option) => `${indent(1)}${option}\n`).join('')}`,
    lineIf(0, 'ReclaimPolicy', one.reclaimPolicy), lineIf(0, 'VolumeBindingMode', one.volumeBindingMode), one.allowedTopologies === undefined ? '' : topologyLines(one.allowedTopologies), eventLines(events, now),
  ].join('');
});

/** describeVolumeAttributesClass. */
export const describeVolumeAttributesClass = plain<VolumeAttributesClass>(({ metadata, driverName, parameters }, { now, events }) =>
  [line(0, 'Name', metadata.name), line(0, 'Annotations', formatLabels(metadata.annotations)), line(0, 'DriverName', driverName), line(0, 'Parameters', formatLabels(parameters)), eventLines(events, now)].join(''),
);

/** describeCSINode. */
export const describeCsiNode = plain<CSINode>(({ metadata, spec }, { now, events }) => {
  const drivers = (spec.drivers ?? []).map(({ name, nodeID, allocatable, topologyKeys }) =>
    [`${indent(2)}${name}:\n`, line(3, 'Node ID', nodeID), allocatable?.count === undefined ? '' : `${indent(3)}Allocatables:\n${line(4, 'Count', allocatable.count)}`, topologyKeys === undefined || topologyKeys === null ? '' : line(3, 'Topology Keys', listText(topologyKeys))].join(''),
  );
  const { namespace: _, ...placed } = metadata;
  return `${head(placed)}${line(0, 'CreationTimestamp', rfc1123(metadata.creationTimestamp))}Spec:\n${spec.drivers === null || spec.drivers === undefined ? '' : `${indent(1)}Drivers:\n${drivers.join('')}`}${eventLines(events, now)}`;
});

import type { PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import { accessModes, storageClassOf } from '../../../api/table/cells/storage';
import { annotationLines, labelLines, line, lineIf, listText, sinceText } from '../text';

/** printPersistentVolumeClaim. `full`: a claim of its own, not a template in a Pod. */
export function claimLines(claim: Pick<PersistentVolumeClaim, 'metadata' | 'spec' | 'status'>, full: boolean, now: number): string {
  const { metadata, spec, status } = claim;
  const bound = (spec?.volumeName ?? '') !== '';
  const phase = metadata.deletionTimestamp === undefined ? line(0, 'Status', status?.phase) : line(0, 'Status', `Terminating (lasts ${sinceText(metadata.deletionTimestamp, now)})`);
  const source = spec?.dataSource;
  return [
    ...(full ? [line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace)] : []),
    line(0, 'StorageClass', storageClassOf(claim as PersistentVolumeClaim)),
    full ? phase : '',
    line(0, 'Volume', spec?.volumeName),
    labelLines('Labels', metadata.labels),
    annotationLines('Annotations', metadata.annotations),
    full ? line(0, 'Finalizers', listText(metadata.finalizers)) : '',
    line(0, 'Capacity', bound ? (status?.capacity?.storage ?? '0') : ''),
    line(0, 'Access Modes', bound ? accessModes(status?.accessModes) : ''),
    lineIf(0, 'VolumeMode', spec?.volumeMode),
    ...(source === undefined ? [] : ['DataSource:\n', source.apiGroup === undefined ? '' : line(1, 'APIGroup', source.apiGroup), line(1, 'Kind', source.kind), line(1, 'Name', source.name)]),
  ].join('');
}

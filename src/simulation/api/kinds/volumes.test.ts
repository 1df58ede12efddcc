import { describe, expect, it } from 'vitest';
import { fieldErrorMessage } from '../field-errors';
import type { PersistentVolume, PersistentVolumeClaim, PersistentVolumeSpec } from '../generated/types/core.v1';
import { persistentVolumeKind } from './core.PersistentVolume';
import { persistentVolumeClaimKind } from './core.PersistentVolumeClaim';

const claim = (size: string, rest: Partial<PersistentVolumeClaim> = {}, spec: PersistentVolumeClaim['spec'] = {}): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'default' },
  spec: { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem', resources: { requests: { storage: size } }, ...spec },
  ...rest,
});
const bound = { status: { phase: 'Bound', capacity: { storage: '2Gi' } } };
const changed = (before: PersistentVolumeClaim, after: PersistentVolumeClaim) => (persistentVolumeClaimKind.validateUpdate?.(after, before) ?? []).map((error) => fieldErrorMessage(error).split('\n')[0]);
const FIXED = 'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

describe('PersistentVolumeClaim', () => {
  it('grows when it is bound, and shrinks to what it has at most', () => {
    expect(changed(claim('2Gi', bound), claim('4Gi', bound))).toEqual([]);
    expect(changed(claim('4Gi', bound), claim('3Gi', bound))).toEqual([]);
    expect(changed(claim('4Gi', bound), claim('1Gi', bound))).toEqual(['spec.resources.requests.storage: Forbidden: field can not be less than status.capacity']);
    expect(changed(claim('1Gi'), claim('2Gi'))).toEqual([FIXED]);
  });

  it('is given a class and a volume once', () => {
    expect(changed(claim('1Gi'), claim('1Gi', {}, { storageClassName: 'fast', volumeName: 'disk' }))).toEqual([]);
    expect(changed(claim('1Gi', {}, { storageClassName: 'fast' }), claim('1Gi', {}, { storageClassName: 'slow' }))).toEqual([FIXED]);
    expect(changed(claim('1Gi', {}, { volumeName: 'disk' }), claim('1Gi'))).toEqual([FIXED]);
  });

  it('warns of parts of a byte', () => {
    expect(persistentVolumeClaimKind.warnings?.(claim('1500m'))).toEqual(['spec.resources.requests[storage]: fractional byte value "1500m" is invalid, must be an integer']);
  });
});

const volume = (spec: PersistentVolumeSpec): PersistentVolume => ({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' }, spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...spec } });
const errors = (spec: PersistentVolumeSpec) => (persistentVolumeKind.validateCreate?.(volume(spec)) ?? []).map(fieldErrorMessage);

describe('PersistentVolume', () => {
  it('has one source, whole', () => {
    expect(errors({ csi: { driver: 'csi.example.com', volumeHandle: '' } })).toEqual(['spec.csi.volumeHandle: Required value']);
    expect(errors({ hostPath: { path: '//.' }, persistentVolumeReclaimPolicy: 'Recycle' })).toEqual(["spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'"]);
    expect(errors({ local: { path: '/mnt/../x' } })).toEqual(["spec.local.path: Invalid value: \"/mnt/../x\": must not contain '..'", 'spec.nodeAffinity: Required value: Local volume requires node affinity']);
  });

  it('warns of what is deprecated', () => {
    expect(persistentVolumeKind.warnings?.(volume({ rbd: { monitors: ['a'], image: 'b' }, persistentVolumeReclaimPolicy: 'Recycle' }))).toEqual([
      'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.',
      'spec.rbd: deprecated in v1.28, non-functional in v1.31+',
    ]);
  });

  it('keeps its node affinity, but for the new names of labels', () => {
    const on = (key: string, zone = 'a') => volume({ hostPath: { path: '/x' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values: [zone] }] }] } } });
    const update = (after: PersistentVolume, before: PersistentVolume) => (persistentVolumeKind.validateUpdate?.(after, before) ?? []).map(({ path }) => path);
    expect(update(on('topology.kubernetes.io/zone'), on('failure-domain.beta.kubernetes.io/zone'))).toEqual([]);
    expect(update(on('topology.kubernetes.io/zone', 'b'), on('topology.kubernetes.io/zone'))).toEqual(['nodeAffinity']);
  });
});

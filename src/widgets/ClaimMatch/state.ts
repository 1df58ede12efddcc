import type { PersistentVolume, PersistentVolumeClaim } from '@site/src/simulation/api/generated/types/core.v1';
import type { StorageClass } from '@site/src/simulation/api/generated/types/storage.v1';

export const SIZES = ['5Gi', '8Gi', '50Gi'] as const;
export const MODES = ['ReadWriteOnce', 'ReadWriteMany'] as const;
export const CLASSES = ['manual', 'fast', 'none'] as const;
type Size = (typeof SIZES)[number];
type Mode = (typeof MODES)[number];
type ClassName = (typeof CLASSES)[number];

export interface ClaimState {
  size: Size;
  mode: Mode;
  className: ClassName;
}

export const initialState: ClaimState = { size: '5Gi', mode: 'ReadWriteOnce', className: 'manual' };

const volume = (name: string, storage: string, accessModes: readonly string[], storageClassName: string): PersistentVolume => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: { capacity: { storage }, accessModes, storageClassName },
  status: { phase: 'Available' },
});

export const VOLUMES: readonly PersistentVolume[] = [
  volume('pv-nfs', '5Gi', ['ReadWriteOnce', 'ReadWriteMany'], 'manual'),
  volume('pv-disk', '20Gi', ['ReadWriteOnce'], 'manual'),
  volume('pv-fast', '10Gi', ['ReadWriteOnce'], 'fast'),
];

export const STORAGE_CLASSES: readonly StorageClass[] = [{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'disk.csi.example.com', volumeBindingMode: 'WaitForFirstConsumer' }];

export const claimOf = ({ size, mode, className }: ClaimState): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop' },
  spec: { accessModes: [mode], resources: { requests: { storage: size } }, storageClassName: className === 'none' ? '' : className },
});

export function parseState(raw: unknown): ClaimState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { size, mode, className } = raw as Record<string, unknown>;
  const [knownSize, knownMode, knownClass] = [SIZES.find((one) => one === size), MODES.find((one) => one === mode), CLASSES.find((one) => one === className)];
  return knownSize && knownMode && knownClass ? { size: knownSize, mode: knownMode, className: knownClass } : undefined;
}

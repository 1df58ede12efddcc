import type { PersistentVolume } from '../../../api/generated/types/core.v1';

/** What the kubelet and the controller call a volume of a CSI driver (pkg/volume/util GetUniqueVolumeName). */
export const uniqueVolumeName = ({ spec }: PersistentVolume): string => `kubernetes.io/csi/${spec?.csi?.driver ?? ''}^${spec?.csi?.volumeHandle ?? ''}`;

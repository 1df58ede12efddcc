import type { User } from '../../cluster/apiserver/types';

/** Somebody who may do everything, as `kubectl` with kubeadm's admin.conf. */
export const ADMIN: User = { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:masters', 'system:authenticated'] };

/** When scenes begin: 2026-01-05T09:00:00Z, µs since 1970. */
export const BEGINS = 1_767_603_600_000_000;

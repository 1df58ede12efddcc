import { CATALOGUE, imageParts } from './catalogue';
import { figure, type FigureId } from './constants';
import type { AppInstance, AppKind } from './types';

export type DiskCode = 'baseLayer' | 'imageLayer' | 'hostPackage' | 'guestKernelFile' | 'microvmRootfs' | 'vmOs' | 'vmPackage';

export interface DiskItem {
  readonly code: DiskCode;
  /** Whose it is; null for a file that belongs to no one application. */
  readonly app: AppKind | null;
  readonly mb: number;
  /** Instances that use these bytes. More than one: the bytes are there once and shared. */
  readonly users: readonly string[];
  readonly sources: readonly FigureId[];
}

export interface HostDisk {
  readonly items: readonly DiskItem[];
  readonly totalMB: number;
  /** What the same instances would take if nothing were shared, MB. */
  readonly unsharedMB: number;
}

/**
 * Disk that the instances take, MB (data volumes and the host's own system not counted).
 *
 * Image layers are stored once, whoever uses them (OCI image spec: layers are addressed by their digest). A full VM has a disk of its
 * own; so has a microVM, whose root file system is the unpacked image. Packages installed on a host or in a guest are taken to be as
 * large as the layers which the image adds to its base.
 */
export function hostDisk(instances: readonly AppInstance[]): HostDisk {
  const items = new Map<string, DiskItem>();
  const store = (key: string, user: string, item: Omit<DiskItem, 'users'>): void => {
    const known = items.get(key);
    items.set(key, { ...item, users: known ? [...known.users, user] : [user] });
  };

  for (const { id, app, isolation } of instances) {
    const { base, full } = CATALOGUE[app];
    const { baseMB, ownMB } = imageParts(app);
    if (isolation === 'process') {
      store(`package ${app}`, id, { code: 'hostPackage', app, mb: ownMB, sources: [full, base] });
    } else if (isolation === 'container') {
      store(`base ${base}`, id, { code: 'baseLayer', app: null, mb: baseMB, sources: [base] });
      store(`layers ${app}`, id, { code: 'imageLayer', app, mb: ownMB, sources: [full, base] });
    } else if (isolation === 'microvm') {
      store('guest kernel', id, { code: 'guestKernelFile', app: null, mb: figure('guestKernelFile').value, sources: ['guestKernelFile'] });
      store(`rootfs ${id}`, id, { code: 'microvmRootfs', app, mb: baseMB + ownMB, sources: [full] });
    } else {
      store(`os ${id}`, id, { code: 'vmOs', app, mb: figure('guestDisk').value, sources: ['guestDisk'] });
      store(`installed ${id}`, id, { code: 'vmPackage', app, mb: ownMB, sources: [full, base] });
    }
  }

  const all = [...items.values()];
  return {
    items: all,
    totalMB: all.reduce((total, { mb }) => total + mb, 0),
    unsharedMB: all.reduce((total, { mb, users }) => total + mb * users.length, 0),
  };
}

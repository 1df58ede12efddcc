/** How full a node's disk is as its kubelet measures it: one file system for all (pkg/kubelet/eviction: helpers.go makeSignalObservations; pkg/kubelet/images: image_gc_manager.go DeleteUnusedImages). */
import { byText } from '../../base/ordered-map';
import { bytesQuantity } from '../../resources/eviction/stats';
import type { Observation } from '../../resources/eviction/stats';
import type { Signal } from '../../resources/eviction/signals';
import { findImage } from '../images/catalogue';
import { parseImage } from '../images/reference';
import { diskUse, writtenBytes } from './host/disk';
import { podsWrote } from './host/pod-files';
import { imageName } from './machine/images';
import type { Machine } from './machine/machine';
import type { NodeSettings } from './settings';

const DISK_SIGNALS: readonly Signal[] = ['nodefs.available', 'imagefs.available', 'containerfs.available'];

type Entries = readonly (readonly [Signal, Observation])[];

export interface UnusedImage {
  readonly name: string;
  readonly size: number;
}

export interface DiskLook {
  readonly seen: Entries;
  /** What would be seen without the images that nobody uses. */
  readonly collected?: { readonly seen: Entries; readonly images: readonly UnusedImage[] };
}

const sizeOf = ({ catalogue }: NodeSettings, name: string): number => {
  const reference = parseImage(name);
  const found = 'error' in reference ? undefined : findImage(catalogue, reference);
  return found === undefined || 'error' in found ? 0 : found.size;
};

const entries = (size: number, used: number): Entries => DISK_SIGNALS.map((signal) => [signal, { capacity: bytesQuantity(size), available: bytesQuantity(Math.max(0, Math.round(size - used))) }]);

/** Undefined where nobody can write there. */
export function diskLook(node: NodeSettings, machine: Machine): DiskLook | undefined {
  if (node.journal === undefined) return undefined;
  const used = new Set([...byText.entries(machine.pods)].flatMap(([, pod]) => pod.containers.map(({ image }) => imageName(image))));
  const images = [...new Set([...used, ...[...byText.entries(machine.images)].map(([name]) => name)])].map((name): UnusedImage => ({ name, size: sizeOf(node, name) }));
  const written = [machine.root ?? {}, ...[...byText.entries(machine.disk ?? null)].map(([, files]) => files)].reduce((sum, files) => sum + writtenBytes(files), podsWrote(machine));
  const all = images.reduce((sum, { size }) => sum + size, 0);
  const whole = diskUse({}, all);
  const seen = entries(whole.size, whole.used + written);
  const unused = images.filter(({ name, size }) => !used.has(name) && size > 0 && byText.has(machine.images, name));
  return unused.length === 0 ? { seen } : { seen, collected: { seen: entries(whole.size, whole.used + written - unused.reduce((sum, { size }) => sum + size, 0)), images: unused } };
}

/** The machine without them. */
export const withoutImages = (machine: Machine, images: readonly UnusedImage[]): Machine => ({ ...machine, images: images.reduce((now, { name }) => byText.delete(now, name), machine.images) });

/** The images that a Node lists (pkg/kubelet/nodestatus/setters.go: Images; images/image_gc_manager.go: Start, imageCache; util/sliceutils: ByImageSize). */
import { compareText } from '../../base/ordered-map';
import type { ContainerImage } from '../../api/generated/types/core.v1';
import type { Work } from '../control/controller';
import type { Catalogue } from '../images/catalogue';
import { imagesOn } from './machine/images';
import type { MachineImage } from './machine/images';
import { NEW_MACHINE } from './machine/machine';
import type { Machine } from './machine/machine';
import type { KubeletMemory } from './memory';
import { runtimeDownSince } from './runtime-down';
import { SECOND } from './session';
import type { NodeSettings } from './settings';

/** nodeStatusMaxImages, MaxNamesPerImageInNodeStatus, and how often the list of images is renewed. */
const [MOST, MOST_NAMES, EVERY] = [50, 5, 30 * SECOND];

/** Lists by the machine, and by the names that are in them: nodes with the same images share one. */
interface Lists {
  readonly machines: WeakMap<Machine, readonly ContainerImage[]>;
  readonly names: Map<string, readonly ContainerImage[]>;
}

const LISTS = new WeakMap<Catalogue, Lists>();

function listsOf(catalogue: Catalogue): Lists {
  const known = LISTS.get(catalogue) ?? { machines: new WeakMap(), names: new Map() };
  LISTS.set(catalogue, known);
  return known;
}

const listed = (images: readonly MachineImage[]): readonly ContainerImage[] =>
  [...images].sort((a, b) => b.size - a.size || compareText(b.id, a.id)).slice(0, MOST).map(({ digests, tags, size }) => ({ names: [...digests, ...tags].slice(0, MOST_NAMES), sizeBytes: size }));

function listFor(machine: Machine, catalogue: Catalogue): readonly ContainerImage[] {
  const { machines, names } = listsOf(catalogue);
  const known = machines.get(machine);
  if (known !== undefined) return known;
  const images = imagesOn(machine, catalogue);
  const key = images.map(({ name }) => name).join('\n');
  const list = names.get(key) ?? listed(images);
  names.set(key, list);
  machines.set(machine, list);
  return list;
}

/** The list as the kubelet has it in its cache. Simplified: the cache is renewed when the status is made for the first time after it was due. Without a runtime that answers it stays as it was. */
export function listedImages(work: Work<KubeletMemory>, node: NodeSettings): readonly ContainerImage[] | undefined {
  const before = work.memory.images;
  const round = Math.floor((work.now - work.memory.startedAt) / EVERY);
  if (before?.round === round || runtimeDownSince(work, node) !== undefined) return before?.images;
  const images = listFor(work.machine(node.name) ?? NEW_MACHINE, node.catalogue);
  work.memory = { ...work.memory, images: { round, images } };
  return images;
}

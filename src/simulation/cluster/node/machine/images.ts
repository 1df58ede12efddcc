/** The images that a machine's container runtime has, as the CRI lists them (containerd 2.2: internal/cri/server/images image_list.go, toCRIImage; internal/cri/util ParseImageReferences, GetRepoDigestAndTag). */
import { byText } from '../../../base/ordered-map';
import { fnv32a } from '../../../base/hash';
import { findImage } from '../../images/catalogue';
import type { Catalogue } from '../../images/catalogue';
import { fullName, parseImage } from '../../images/reference';
import type { Machine } from './machine';

export interface MachineImage {
  /** Its full name. */
  readonly name: string;
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly size: number;
  readonly pinned: boolean;
}

/** What sandboxes are made of: it is on every machine. */
const PAUSE = 'registry.k8s.io/pause:3.10.2';
const PAUSE_SIZE = 320_448;

/** 64 digits from a text. */
const digits = (text: string): string => Array.from({ length: 8 }, (_, part) => fnv32a(`${part}/${text}`).toString(16).padStart(8, '0')).join('');

/** A container's image by its full name. */
export function imageName(image: string): string {
  const reference = parseImage(image);
  return 'error' in reference ? image : fullName(reference);
}

/** An image's ID, from its name. */
export const imageId = (name: string): string => `sha256:${digits(imageName(name))}`;

function imageOf(name: string, catalogue: Catalogue): MachineImage {
  const reference = parseImage(name);
  const found = 'error' in reference ? undefined : findImage(catalogue, reference);
  const size = name === PAUSE ? PAUSE_SIZE : found === undefined || 'error' in found ? 0 : found.size;
  const about = { name, id: imageId(name), size, pinned: name === PAUSE };
  if ('error' in reference) return { ...about, tags: [], digests: [] };
  return reference.digest === '' ? { ...about, tags: [name], digests: [`${reference.repository}@sha256:${digits(`manifest/${name}`)}`] } : { ...about, tags: [], digests: [name] };
}

/** What was pulled, what its containers run, and the sandboxes' own. By their names. */
export function imagesOn(machine: Machine, catalogue: Catalogue): readonly MachineImage[] {
  const run = new Set([...byText.entries(machine.pods)].flatMap(([, { containers }]) => containers.map(({ image }) => image)));
  const names = new Set([...[...byText.entries(machine.images)].map(([name]) => name), ...[...run].map(imageName), PAUSE]);
  return [...names].sort().map((name) => imageOf(name, catalogue));
}

import { createPod, isAmount, settle, type Size, type SmallCluster, type SmallNode, type SmallPod } from '@site/src/simulation/cluster';
import type { Decision } from '@site/src/simulation/scheduler';
import type { HandedOver } from '../state';

/** What a reader can order, smallest first. */
export const SIZES = {
  small: { cpu: '250m', memory: '512Mi' },
  medium: { cpu: '1', memory: '1Gi' },
  large: { cpu: '2', memory: '3Gi' },
} as const satisfies Readonly<Record<string, Size>>;
export type SizeId = keyof typeof SIZES;
export const SIZE_IDS = Object.keys(SIZES) as SizeId[];

/** More than this would not be told apart in the picture. */
export const LIMITS = { nodes: 4, pods: 60, waiting: 3 } as const;

const node = (name: string, cordoned = false): SmallNode => ({ name, cpu: '3800m', memory: '7Gi', cordoned });
const three = ['node-a', 'node-b', 'node-c'].map((name) => node(name));

/** A few Pods ordered one after another. */
const ordered = (nodes: readonly SmallNode[], ...sizes: SizeId[]): SmallCluster => sizes.map((size) => SIZES[size]).reduce(createPod, { nodes, pods: [], count: 0 });

/** Where the cluster can start; a page asks for one with `preset`. A new one takes an entry here. The scheduler places the Pods. */
export const PRESETS = {
  /** Unequally full nodes. */
  busy: ordered(three, 'large', 'medium', 'small', 'medium', 'small'),
  empty: ordered(three),
  /** One Pod waits: no node has two CPUs left. */
  full: ordered(three, 'large', 'large', 'large', 'medium', 'medium', 'medium', 'large'),
  /** A node that takes nothing new. */
  cordoned: ordered([node('node-a'), node('node-b', true), node('node-c')], 'medium', 'medium', 'medium'),
} satisfies Readonly<Record<string, SmallCluster>>;
export type Preset = keyof typeof PRESETS;

const settled = Object.fromEntries(Object.entries(PRESETS).map(([name, cluster]) => [name, settle(cluster)])) as Readonly<Record<Preset, ReturnType<typeof settle>>>;
export const startOf = (preset: Preset): SmallCluster => settled[preset].cluster;
/** How the last Pod of a preset found its node, or none: what the reader sees first. */
export const firstDecisionOf = (preset: Preset): Decision | null => settled[preset].last;

export const takeOver = ({ preset }: HandedOver): SmallCluster | undefined => (preset !== undefined && Object.hasOwn(PRESETS, preset) ? startOf(preset as Preset) : undefined);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isName = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z0-9-]{0,20}$/.test(value);

/** The first form kept a Pod's size by name, and only the names of cordoned nodes. */
function fromFirstForm({ pods, cordoned, count }: Readonly<Record<string, unknown>>): unknown {
  if (!Array.isArray(pods) || !Array.isArray(cordoned)) return undefined;
  return {
    count,
    nodes: three.map((one) => ({ ...one, cordoned: cordoned.includes(one.name) })),
    pods: pods.map((pod: unknown) => (isRecord(pod) ? { name: pod.name, node: pod.node, ...SIZES[pod.size as SizeId] } : pod)),
  };
}

function parseSize(raw: unknown): Size | undefined {
  return isRecord(raw) && isAmount(raw.cpu) && isAmount(raw.memory) ? { cpu: raw.cpu, memory: raw.memory } : undefined;
}

/** A stored or shared value as a cluster; undefined when any part of it is not understood. */
export function parseCluster(stored: unknown, version: number): SmallCluster | undefined {
  const raw = version === 1 && isRecord(stored) ? fromFirstForm(stored) : stored;
  if (!isRecord(raw) || !Array.isArray(raw.nodes) || !Array.isArray(raw.pods) || !Number.isInteger(raw.count)) return undefined;
  if (raw.nodes.length < 1 || raw.nodes.length > LIMITS.nodes || raw.pods.length > LIMITS.pods) return undefined;
  const nodes: SmallNode[] = [];
  for (const one of raw.nodes as unknown[]) {
    const size = parseSize(one);
    if (size === undefined || !isRecord(one) || !isName(one.name) || nodes.some(({ name }) => name === one.name)) return undefined;
    nodes.push({ name: one.name, ...size, cordoned: one.cordoned === true });
  }
  const pods: SmallPod[] = [];
  for (const one of raw.pods as unknown[]) {
    const size = parseSize(one);
    if (size === undefined || !isRecord(one) || !isName(one.name) || pods.some(({ name }) => name === one.name)) return undefined;
    const place = nodes.find(({ name }) => name === one.node)?.name ?? null;
    if (one.node !== null && place === null) return undefined;
    pods.push({ name: one.name, ...size, node: place });
  }
  return { nodes, pods, count: raw.count as number };
}

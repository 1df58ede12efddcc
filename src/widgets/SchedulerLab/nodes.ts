import { formatQuantity, labelKeyErrors, labelValueErrors, parseQuantity, unitValue, validateNode, type Node, type Taint } from '@site/src/simulation/api';

/** A node as the reader edits it: plain text fields, so that half-typed input stays as it is. */
export interface NodeDraft {
  name: string;
  cpu: string;
  memory: string;
  pods: string;
  cordoned: boolean;
  /** `key=value`, one a line. */
  labels: string;
  /** `key=value:Effect`, one a line, as kubectl taint takes them. */
  taints: string;
  /** `name size`, one a line. */
  images: string;
  /** Extended resources and the like: `name amount`, one a line. */
  extra: string;
  /** So many nodes like this; more than one are numbered: `name-1`, `name-2`, … */
  copies: number;
}

export type NodeField = 'cpu' | 'memory' | 'pods' | 'labels' | 'taints' | 'images' | 'extra';

export interface DraftProblem {
  readonly field: NodeField;
  readonly text: string;
  /** The API server's words where it has some. */
  readonly detail: string;
}

export interface BuiltNode {
  /** All of them: as many as there are copies. */
  readonly nodes: readonly Node[];
  readonly problems: readonly DraftProblem[];
}

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** `key=value:Effect` as kubectl taint takes it. */
export function parseTaint(line: string): Taint | undefined {
  const match = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(line);
  if (match === null) return undefined;
  return { key: match[1] ?? '', ...(match[2] === undefined ? {} : { value: match[2] }), effect: match[3] ?? '' };
}

/**
 * The labels that a Linux node has before anybody labels it: the kubelet's own (kubelet `initialNode`: hostname, os, arch, and their beta forms), and
 * those that it gets from a cloud (`cloudprovider.Zones`, `Instances`): instance type and region. The zone is in the drafts, for the reader to change.
 */
const defaultLabels = (name: string) => ({
  'beta.kubernetes.io/arch': 'amd64',
  'beta.kubernetes.io/os': 'linux',
  'kubernetes.io/arch': 'amd64',
  'kubernetes.io/hostname': name,
  'kubernetes.io/os': 'linux',
  'node.kubernetes.io/instance-type': 'lab.4x8',
  'topology.kubernetes.io/region': 'kr',
});

/** Turns a draft into its Nodes; what cannot be understood is left out and reported. */
export function buildNode(draft: NodeDraft): BuiltNode {
  const problems: DraftProblem[] = [];
  const allocatable: Record<string, string> = {};
  for (const field of ['cpu', 'memory', 'pods'] as const) {
    const parsed = parseQuantity(draft[field].trim());
    if (parsed.ok && parsed.value.nano >= 0n) allocatable[field] = formatQuantity(parsed.value);
    else problems.push({ field, text: draft[field], detail: '' });
  }
  for (const line of lines(draft.extra)) {
    const [name = '', amount = ''] = line.split(/[\s=:]+/);
    const parsed = parseQuantity(amount);
    const detail = labelKeyErrors(name)[0];
    if (detail === undefined && parsed.ok && parsed.value.nano >= 0n) allocatable[name] = formatQuantity(parsed.value);
    else problems.push({ field: 'extra', text: line, detail: detail ?? '' });
  }
  const labels: Record<string, string> = {};
  for (const line of lines(draft.labels)) {
    const at = line.indexOf('=');
    const [key, value] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    const detail = [...labelKeyErrors(key), ...labelValueErrors(value)][0];
    if (detail === undefined) labels[key] = value;
    else problems.push({ field: 'labels', text: line, detail });
  }
  const taints: Taint[] = [];
  for (const line of lines(draft.taints)) {
    const taint = parseTaint(line);
    const node: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'x' }, spec: { taints: taint === undefined ? [] : [...taints, taint] } };
    const wrong = validateNode(node)[0];
    if (taint !== undefined && wrong === undefined) taints.push(taint);
    else problems.push({ field: 'taints', text: line, detail: wrong?.detail ?? '' });
  }
  const images: { names: string[]; sizeBytes: number }[] = [];
  for (const line of lines(draft.images)) {
    const [name = '', size = ''] = line.split(/\s+/);
    const parsed = parseQuantity(size);
    if (parsed.ok && parsed.value.nano > 0n) images.push({ names: [name], sizeBytes: unitValue(parsed.value) });
    else problems.push({ field: 'images', text: line, detail: '' });
  }
  const made = (name: string): Node => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { ...defaultLabels(name), ...labels } },
    spec: { taints, ...(draft.cordoned ? { unschedulable: true } : {}) },
    status: { allocatable, images },
  });
  const names = draft.copies === 1 ? [draft.name] : Array.from({ length: draft.copies }, (_, i) => `${draft.name}-${i + 1}`);
  return { nodes: names.map(made), problems };
}

export const worker = (name: string, zone: string, extra: Partial<NodeDraft> = {}): NodeDraft => ({
  name,
  cpu: '3800m',
  memory: '7Gi',
  pods: '110',
  cordoned: false,
  labels: `topology.kubernetes.io/zone=${zone}`,
  taints: '',
  images: '',
  extra: '',
  copies: 1,
  ...extra,
});

/** One control plane node and three workers in two zones: 4 CPU and 8 GiB each, less what the system keeps. */
export function defaultNodes(): NodeDraft[] {
  return [
    worker('cp-1', 'kr-a', { labels: 'topology.kubernetes.io/zone=kr-a\nnode-role.kubernetes.io/control-plane=', taints: 'node-role.kubernetes.io/control-plane:NoSchedule' }),
    worker('node-a', 'kr-a'),
    worker('node-b', 'kr-a'),
    worker('node-c', 'kr-b'),
  ];
}

/** Kinds of nodes that can be edited by hand; a manifest may bring any number. */
export const MAX_NODES = 24;
/** Copies of one of them. */
export const MAX_COPIES = 500;

/** The next free name: node-d, node-e, … */
export function newNode(existing: readonly NodeDraft[]): NodeDraft {
  const taken = new Set(existing.map((node) => node.name));
  const letter = [...'abcdefghijklmnopqrstuvwxyz'].find((l) => !taken.has(`node-${l}`)) ?? 'z';
  return worker(`node-${letter}`, 'kr-b');
}

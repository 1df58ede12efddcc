import { NAMES, type SnapshotAction } from '@site/src/simulation/scenarios/upgrade/snapshot';
import type { UpgradeAction } from '@site/src/simulation/scenarios/upgrade/upgrade';
import { CONTROL_PLANES, FROM, NODES, TARGET, type NodeName } from '@site/src/simulation/scenarios/upgrade/world';

export const TABS = ['upgrade', 'snapshot'] as const;
export type Tab = (typeof TABS)[number];

/** How a node is emptied: the flags beside `--ignore-daemonsets`. */
export const DRAINS = { plain: { force: false, disableEviction: false }, force: { force: true, disableEviction: false }, delete: { force: true, disableEviction: true } } as const;
export type DrainMode = keyof typeof DRAINS;

/** The whole history is played anew for each picture, so it has an end. */
export const MOST_ACTIONS = 80;

export interface LabState {
  readonly tab: Tab;
  /** The node whose actions are shown. */
  readonly node: NodeName;
  readonly drain: DrainMode;
  readonly upgrade: readonly UpgradeAction[];
  readonly snapshot: readonly SnapshotAction[];
}

/** It begins with the first command of many an upgrade, which kubeadm refuses. */
export const initialState: LabState = { tab: 'upgrade', node: 'node-c', drain: 'plain', upgrade: [{ do: 'kubeadm', node: 'cp-1' }, { do: 'apply', node: 'cp-1' }], snapshot: [{ do: 'save' }] };

const objectOf = (raw: unknown): Record<string, unknown> => (typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {});

function parseUpgrade(raw: unknown): UpgradeAction | undefined {
  const { do: what, node: name, force, disableEviction, to, on, minAvailable } = objectOf(raw);
  if (what === 'budget') return minAvailable === 2 || minAvailable === 3 ? { do: what, minAvailable } : undefined;
  const node = NODES.find((one) => one === name);
  if (node === undefined) return undefined;
  const control = CONTROL_PLANES.some((one) => one === node);
  if (what === 'kubeadm' || what === 'apply' || what === 'node') return control ? { do: what, node } : undefined;
  if (what === 'power') return control && typeof on === 'boolean' ? { do: what, node, on } : undefined;
  if (what === 'uncordon') return { do: what, node };
  if (what === 'kubelet') return to === FROM || to === TARGET ? { do: what, node, to } : undefined;
  return what === 'drain' && typeof force === 'boolean' && typeof disableEviction === 'boolean' ? { do: what, node, force, disableEviction } : undefined;
}

function parseSnapshot(raw: unknown): SnapshotAction | undefined {
  const { do: what, name, bump } = objectOf(raw);
  if (what === 'save' || what === 'relist' || what === 'wait' || what === 'create') return { do: what };
  if (what === 'restore') return typeof bump === 'boolean' ? { do: what, bump } : undefined;
  const known = NAMES.find((one) => one === name);
  return what === 'delete' && known !== undefined ? { do: what, name: known } : undefined;
}

/** All of them, or nothing where one cannot be read. */
function parseAll<A>(raw: unknown, parse: (one: unknown) => A | undefined): readonly A[] | undefined {
  if (!Array.isArray(raw) || raw.length > MOST_ACTIONS) return undefined;
  const read = raw.flatMap((one): readonly A[] => {
    const action = parse(one);
    return action === undefined ? [] : [action];
  });
  return read.length === raw.length ? read : undefined;
}

export function parseState(raw: unknown): LabState | undefined {
  const { tab, node, drain, upgrade, snapshot } = objectOf(raw);
  const [where, name, mode] = [TABS.find((one) => one === tab), NODES.find((one) => one === node), (Object.keys(DRAINS) as DrainMode[]).find((one) => one === drain)];
  const [steps, changes] = [parseAll(upgrade, parseUpgrade), parseAll(snapshot, parseSnapshot)];
  if (where === undefined || name === undefined || mode === undefined || steps === undefined || changes === undefined) return undefined;
  return { tab: where, node: name, drain: mode, upgrade: steps, snapshot: changes };
}

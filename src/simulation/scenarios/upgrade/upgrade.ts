/** An upgrade in whatever order the reader chooses: each step is judged by kubeadm's policy, the skew policy, the budget and etcd's quorum. */
import { notReadyControlPlanes } from '../../tools/kubeadm/upgrade/words';
import { policyRefusal, upgradePolicyErrors } from '../../tools/kubeadm/upgrade/policy';
import { isOlder, mustParseVersion } from '../../base/version';
import { drain, type DrainOptions } from './drain';
import { CONTROL_PLANES, etcdOf, hasQuorum, kubeletVerdict, nodeOf, podsOn, settled, START, TARGET, withNode, type NodeName, type World } from './world';

export type UpgradeAction =
  | { readonly do: 'kubeadm' | 'apply' | 'node' | 'uncordon'; readonly node: NodeName }
  | ({ readonly do: 'drain'; readonly node: NodeName } & DrainOptions)
  | { readonly do: 'kubelet'; readonly node: NodeName; readonly to: string }
  | { readonly do: 'power'; readonly node: NodeName; readonly on: boolean }
  | { readonly do: 'budget'; readonly minAvailable: 2 | 3 };

/** Why a step ended as it did; the page has a sentence for each. */
export type Why =
  | 'kubeadm' | 'applied' | 'noded' | 'same' | 'drained' | 'lost' | 'kubelet' | 'uncordoned' | 'budget' | 'stopped' | 'started'
  | 'off' | 'no-quorum' | 'not-ready' | 'policy' | 'bare' | 'stuck'
  | 'too-new' | 'not-drained' | 'old-kubeadm' | 'restart' | 'quorum-lost' | 'budget-broken';

export interface Entry {
  readonly action: UpgradeAction;
  /** `broke`: nothing refused it, and it broke a rule, a budget or etcd. */
  readonly outcome: 'done' | 'refused' | 'broke';
  readonly why: Why;
  /** What the programs print. */
  readonly lines: readonly string[];
  /** The server's own reason behind a refused eviction. */
  readonly cause?: string;
}

type Judged = Omit<Entry, 'action'> & { readonly world: World };

const done = (world: World, why: Why, lines: readonly string[] = []): Judged => ({ world, outcome: 'done', why, lines });
const refused = (world: World, why: Why, lines: readonly string[] = [], cause?: string): Judged => ({ world, outcome: 'refused', why, lines, ...(cause === undefined ? {} : { cause }) });
const broke = (world: World, why: Why, lines: readonly string[] = []): Judged => ({ world, outcome: 'broke', why, lines });

/** What the API server answers that reaches etcd without a quorum. */
const NO_QUORUM = 'Error from server: etcdserver: request timed out';
const older = (a: string, b: string): boolean => isOlder(mustParseVersion(a.slice(1)), mustParseVersion(b.slice(1)));

/** `kubeadm upgrade apply v1.37.0`: health first, then the version policy. */
function apply(world: World, name: NodeName): Judged {
  const off = CONTROL_PLANES.filter((one) => !nodeOf(world, one).running);
  if (off.length > 0) return refused(world, 'not-ready', ['[preflight] Some fatal errors occurred:', `\t[ERROR ControlPlaneNodesReady]: ${notReadyControlPlanes(off)}`, '[preflight] If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`']);
  const { kubeadm = '', controlPlane = '' } = nodeOf(world, name);
  const found = upgradePolicyErrors({ clusterVersion: controlPlane, kubeadmVersion: kubeadm, kubeletVersions: world.nodes.map(({ kubelet }) => kubelet), target: TARGET });
  const refusal = policyRefusal(found, false);
  if (refusal !== undefined) return refused(world, 'policy', refusal.split('\n').filter((line) => line !== ''));
  return done(withNode({ ...world, configured: TARGET }, name, { controlPlane: TARGET }), 'applied', [`[upgrade] SUCCESS! A control plane node of your cluster was upgraded to "${TARGET}".`]);
}

/** `kubeadm upgrade node`: to the version that kubeadm-config names, with no look at health or policy; etcd's member restarts on the way. */
function upgradeNode(world: World, name: NodeName): Judged {
  const { kubeadm = '', controlPlane = '' } = nodeOf(world, name);
  const lines = [`[upgrade/control-plane] Upgrading your Static Pod-hosted control plane instance to version "${world.configured}"...`, '[upgrade/control-plane] The control plane instance for this node was successfully upgraded!'];
  if (controlPlane === world.configured) return done(world, 'same', lines);
  const after = withNode(world, name, { controlPlane: world.configured });
  if (older(kubeadm, world.configured)) return broke(after, 'old-kubeadm', lines);
  const { running, quorum } = etcdOf(world);
  return running - 1 < quorum ? broke(after, 'restart', lines) : done(after, 'noded', lines);
}

function drained(world: World, { node, force, disableEviction }: Extract<UpgradeAction, { do: 'drain' }>): Judged {
  const { outcome, lines, world: after, lost, cause } = drain(world, node, { force, disableEviction });
  if (outcome === 'budget-broken') return broke(after, outcome, lines);
  if (outcome !== 'drained') return refused(after, outcome, lines, cause);
  return done(after, lost === undefined ? 'drained' : 'lost', lines);
}

/** The new package and `systemctl restart kubelet`: nothing on the machine asks the skew policy. */
function kubelet(world: World, { node, to }: Extract<UpgradeAction, { do: 'kubelet' }>): Judged {
  const { kubelet: now, cordoned } = nodeOf(world, node);
  if (!older(now, to)) return done(world, 'same');
  const after = withNode(world, node, { kubelet: to });
  if (kubeletVerdict(after, node) === 'too-new') return broke(after, 'too-new');
  return !cordoned || podsOn(world, node).length > 0 ? broke(after, 'not-drained') : done(after, 'kubelet');
}

function power(world: World, { node, on }: Extract<UpgradeAction, { do: 'power' }>): Judged {
  const after = withNode(world, node, { running: on });
  if (on) return done(after, 'started');
  return hasQuorum(world) && !hasQuorum(after) ? broke(after, 'quorum-lost') : done(after, 'stopped');
}

function judge(world: World, action: UpgradeAction): Judged {
  if (action.do === 'power') return power(world, action);
  if (action.do === 'budget') return hasQuorum(world) ? done({ ...world, minAvailable: action.minAvailable }, 'budget', ['poddisruptionbudget.policy/web patched']) : refused(world, 'no-quorum', [NO_QUORUM]);
  const { node } = action;
  const onMachine = action.do !== 'drain' && action.do !== 'uncordon';
  if (onMachine && !nodeOf(world, node).running) return refused(world, 'off');
  if (action.do === 'kubeadm') return done(withNode(world, node, { kubeadm: TARGET }), 'kubeadm');
  if (action.do === 'kubelet') return kubelet(world, action);
  if (!hasQuorum(world)) return refused(world, 'no-quorum', [NO_QUORUM]);
  if (action.do === 'apply') return apply(world, node);
  if (action.do === 'node') return upgradeNode(world, node);
  if (action.do === 'drain') return drained(world, action);
  return done(settled(withNode(world, node, { cordoned: false })), 'uncordoned', [`node/${node} ${nodeOf(world, node).cordoned ? 'uncordoned' : 'already uncordoned'}`]);
}

export interface Played {
  readonly world: World;
  readonly log: readonly Entry[];
}

/** Plays the steps from the beginning. */
export function playUpgrade(actions: readonly UpgradeAction[]): Played {
  let world = START;
  const log: Entry[] = [];
  for (const action of actions) {
    const { world: after, ...entry } = judge(world, action);
    world = after;
    log.push({ action, ...entry });
  }
  return { world, log };
}

export interface Reached {
  readonly versions: boolean;
  /** No step broke a budget, the skew policy or etcd. */
  readonly unbroken: boolean;
  readonly schedulable: boolean;
}

export const reached = ({ world, log }: Played): Reached => ({
  versions: world.nodes.every(({ kubelet: version, controlPlane = TARGET }) => version === TARGET && controlPlane === TARGET),
  unbroken: log.every(({ outcome }) => outcome !== 'broke'),
  schedulable: world.nodes.every(({ cordoned, running }) => !cordoned && running),
});

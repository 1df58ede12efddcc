import { KUBELET_SKEW } from '../../cluster/upgrade/skew';
import type { UpgradeAction } from './upgrade';
import { CONTROL_PLANES, FROM, isBare, minor, podsOn, TARGET, type LabNode, type World } from './world';

/** The kubelet that a node may have now: the target once every API server has it, before that only what holds the control plane back goes up. */
function wanted(world: World, { kubelet }: LabNode): string {
  if (world.nodes.every(({ controlPlane = TARGET }) => controlPlane === TARGET)) return TARGET;
  return minor(kubelet) < minor(TARGET) - KUBELET_SKEW ? FROM : kubelet;
}

/** Emptying a node: the budget must leave one Pod, and a Pod that nobody controls has to be given up by name. */
function empty(world: World, node: LabNode): UpgradeAction {
  if (world.minAvailable === 3) return { do: 'budget', minAvailable: 2 };
  return { do: 'drain', node: node.name, force: podsOn(world, node.name).some(isBare), disableEviction: false };
}

/** One right step from here, in the order of the skew policy and of kubeadm's own procedure; undefined when all is done. */
export function nextUpgradeStep(world: World): UpgradeAction | undefined {
  const off = world.nodes.find(({ running }) => !running);
  if (off !== undefined) return { do: 'power', node: off.name, on: true };
  const begun = world.nodes.find(({ cordoned }) => cordoned);
  if (begun !== undefined) {
    const to = wanted(world, begun);
    if (begun.kubelet === to) return { do: 'uncordon', node: begun.name };
    return podsOn(world, begun.name).length > 0 ? emptyOrOpen(world, begun) : { do: 'kubelet', node: begun.name, to };
  }
  const held = world.nodes.find((node) => node.kubelet !== wanted(world, node));
  if (held !== undefined) return empty(world, held);
  for (const name of CONTROL_PLANES) {
    const { kubeadm, controlPlane } = world.nodes.find((node) => node.name === name)!;
    if (controlPlane === TARGET) continue;
    if (kubeadm !== TARGET) return { do: 'kubeadm', node: name };
    return { do: world.configured === TARGET ? 'node' : 'apply', node: name };
  }
  return undefined;
}

/** A node that is cordoned but not empty: with too few open nodes, another has to be opened first. */
function emptyOrOpen(world: World, node: LabNode): UpgradeAction {
  const waiting = world.pods.some(({ spec }) => spec.nodeName === undefined);
  const other = world.nodes.find(({ name, cordoned }) => cordoned && name !== node.name && podsOn(world, name).length === 0);
  return waiting && other !== undefined ? { do: 'uncordon', node: other.name } : empty(world, node);
}

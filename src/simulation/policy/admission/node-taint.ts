import type { Node, Taint } from '../../api';

const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

/** TaintNodesByCondition (plugin/pkg/admission/nodetaint): a new Node is not ready until the node controller says so. */
export function taintNewNode(node: Node): Node {
  const taints = node.spec?.taints ?? [];
  const has = taints.some(({ key, effect }) => key === NOT_READY.key && effect === NOT_READY.effect);
  return has ? node : { ...node, spec: { ...node.spec, taints: [...taints, NOT_READY] } };
}

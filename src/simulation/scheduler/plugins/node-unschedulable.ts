import type { Plugin } from '../framework';
import { tolerates } from './tolerations';

const NAME = 'NodeUnschedulable';
const TAINT = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go: a cordoned node takes only Pods that tolerate it. */
export const nodeUnschedulable: Plugin = {
  name: NAME,
  filter(_state, { pod }, node) {
    if (!node.unschedulable || tolerates(pod.spec.tolerations ?? [], TAINT)) return null;
    return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ['node(s) were unschedulable'], params: [{ kind: 'unschedulable' }] };
  },
};

import type { Taint } from '../../api';
import { podUid } from '../cache/pod-info';
import { Action, interest } from '../events';
import type { Plugin, Status } from '../framework';
import { tolerates } from '../helper/tolerations';

const NAME = 'NodeUnschedulable';
const CORDON: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

export interface UnschedulableRejection {
  readonly kind: 'unschedulable';
}
const REJECTION: Status<UnschedulableRejection> = { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ['node(s) were unschedulable'], params: [{ kind: 'unschedulable' }] };

/** pkg/scheduler/framework/plugins/nodeunschedulable: a cordoned node takes only Pods that tolerate the cordon's taint. */
export const nodeUnschedulable: Plugin<UnschedulableRejection, never> = {
  name: NAME,
  preFilter: ({ pod }) => ({
    filter: { check: (node) => (!node.unschedulable || tolerates(pod.spec.tolerations ?? [], CORDON) ? null : REJECTION) },
  }),
  events: [
    interest('Node', Action.Add | Action.UpdateNodeTaint, (_pod, before, after) => after?.spec?.unschedulable !== true && (before === undefined || before.spec?.unschedulable === true)),
    interest('Pod', Action.UpdatePodToleration, (pod, _before, after) => after !== undefined && podUid(after) === pod.uid && tolerates(after.spec.tolerations ?? [], CORDON)),
  ],
};

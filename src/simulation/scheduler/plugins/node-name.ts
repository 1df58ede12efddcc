import { Action, interest } from '../events';
import type { Plugin } from '../framework';

const NAME = 'NodeName';

export interface NodeNameRejection {
  readonly kind: 'nodeName';
  readonly wanted: string;
}

/** pkg/scheduler/framework/plugins/nodename/node_name.go. Pods that name a node are not queued at all; the filter serves those who ask it directly. */
export const nodeName: Plugin<NodeNameRejection, never> = {
  name: NAME,
  preFilter({ pod }) {
    const wanted = pod.spec.nodeName ?? '';
    return {
      filter: {
        check: (node) =>
          wanted === '' || wanted === node.name
            ? null
            : { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ["node(s) didn't match the requested node name"], params: [{ kind: 'nodeName', wanted }] },
      },
    };
  },
  events: [interest('Node', Action.Add)],
};

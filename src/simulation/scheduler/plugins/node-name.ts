import type { Plugin } from '../framework';

const NAME = 'NodeName';

/** pkg/scheduler/framework/plugins/nodename/node_name.go. */
export const nodeName: Plugin = {
  name: NAME,
  filter(_state, { pod }, node) {
    const wanted = pod.spec.nodeName ?? '';
    if (wanted === '' || wanted === node.name) return null;
    return {
      plugin: NAME,
      code: 'UnschedulableAndUnresolvable',
      reasons: ["node(s) didn't match the requested node name"],
      params: [{ kind: 'nodeName', wanted }],
    };
  },
};

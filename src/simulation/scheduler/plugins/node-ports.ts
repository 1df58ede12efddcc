import { SKIP } from '../framework';
import type { Plugin } from '../framework';

const NAME = 'NodePorts';

/** pkg/scheduler/framework/plugins/nodeports/node_ports.go: a host port can be taken once per address and protocol. */
export const nodePorts: Plugin = {
  name: NAME,
  preFilter: (_state, pod) => ({ status: pod.hostPorts.length === 0 ? SKIP : null }),
  filter(_state, pod, node) {
    for (const port of pod.hostPorts) {
      if (!node.usedPorts.conflicts(port)) continue;
      return {
        plugin: NAME,
        code: 'Unschedulable',
        reasons: ["node(s) didn't have free ports for the requested pod ports"],
        params: [{ kind: 'ports', port: port.hostPort ?? 0, protocol: port.protocol || 'TCP', hostIP: port.hostIP ?? '' }],
      };
    }
    return null;
  },
};

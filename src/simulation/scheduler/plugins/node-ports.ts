import { HostPorts } from '../cache/host-ports';
import { hostPortsOf } from '../cache/pod-info';
import { Action, interest } from '../events';
import type { Plugin } from '../framework';

const NAME = 'NodePorts';

export interface PortRejection {
  readonly kind: 'ports';
  readonly port: number;
  readonly protocol: string;
  readonly hostIP: string;
}

/** pkg/scheduler/framework/plugins/nodeports/node_ports.go: a host port can be taken once per address and protocol. */
export const nodePorts: Plugin<PortRejection, never> = {
  name: NAME,
  preFilter({ hostPorts }) {
    if (hostPorts.length === 0) return 'skip';
    return {
      filter: {
        check(node) {
          const port = hostPorts.find((wanted) => node.usedPorts.conflicts(wanted));
          if (port === undefined) return null;
          const params = [{ kind: 'ports', port: port.hostPort ?? 0, protocol: port.protocol || 'TCP', hostIP: port.hostIP ?? '' }] as const;
          return { plugin: NAME, code: 'Unschedulable', reasons: ["node(s) didn't have free ports for the requested pod ports"], params };
        },
      },
    };
  },
  events: [
    interest('Pod', Action.Delete, (pod, gone) => {
      if (gone === undefined || (!gone.spec.nodeName && !gone.status?.nominatedNodeName)) return false;
      const freed = new HostPorts();
      for (const port of hostPortsOf(gone)) freed.add(port);
      return pod.hostPorts.some((port) => freed.conflicts(port));
    }),
    interest('Node', Action.Add),
  ],
};

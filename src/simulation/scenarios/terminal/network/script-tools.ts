/** The tools of a container's image as its own script uses them: each run looks at the network as it is at that moment. */
import { Network, newNetworkMemory, podClient, POD_NETWORK, readingDoor, SERVERS } from '../../../cluster/network';
import type { Client, NetworkOptions } from '../../../cluster/network';
import { fnv32a } from '../../../base/hash';
import type { ServerConfig } from '../../../cluster/apiserver/types';
import type { MorePrograms } from '../../../shell/container';
import { toolsOf } from './image-tools';
import { pingProgram } from './ping';
import { toolProgram } from './tool-program';

/** One value for all runs: what is worked out for it is kept as long as it stays the same. */
const SETTINGS: NetworkOptions['settings'] = { mode: 'iptables', configuration: { clusterCIDR: POD_NETWORK }, enforcesPolicies: true };

/** Numbers in [0, 1) that follow from who runs it, and when. */
function lots(seed: string): () => number {
  let count = 0;
  return () => fnv32a(`${seed}/${(count += 1)}`) / 2 ** 32;
}

/** What a server would write into its log about such a client is not kept. `server`: the API server as it is read over HTTP. */
export const scriptTools = (server: () => ServerConfig): MorePrograms => ({ cluster, pod, container }, now) => {
  const network = new Network(() => cluster, { settings: SETTINGS, programs: SERVERS, api: readingDoor(server(), cluster), lot: lots(`${container.id} ${now()}`) }, newNetworkMemory());
  const client = (): Client | undefined => podClient(cluster, network, pod, container.name);
  return Object.fromEntries(Object.entries(toolsOf(container.image).tools).map(([name, tool]) => [name, name === 'ping' ? pingProgram(network, client) : toolProgram(tool, network, client)]));
};

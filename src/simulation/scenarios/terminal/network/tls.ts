/** How `openssl s_client` on the reader's machine gets to a server: the cluster's own by their machines, all else by the network. */
import { certificatesAt } from '../../../cluster/network/served';
import type { Client, Network } from '../../../cluster/network';
import type { Cluster } from '../../../cluster/state';
import { madeUp } from '../../../network/tools/made-up';
import { Run } from '../../../network/tools/types';
import type { ConnectTls } from '../../../shell/commands/openssl-client';

export const connectTls = (cluster: () => Cluster, network: Network, client: () => Client): ConnectTls => (host, port, serverName) => {
  const own = host === 'localhost' || host === '127.0.0.1' ? undefined : certificatesAt(cluster(), host, port);
  if (own === 'refused') return { error: 'refused' };
  if (own === 'silent') return { error: 'timeout' };
  if (own !== undefined) return { served: own };
  const run = new Run(network.worldOf(client()));
  const isAddress = /^[\d.]+$/.test(host);
  const resolved = isAddress ? undefined : run.resolve(host, 'inet');
  const address = isAddress ? host : resolved?.addresses[0];
  if (address === undefined) return { error: 'no name' };
  const listener = run.world.listenerAt(address, port);
  if (listener.kind === 'dropped') return { error: 'timeout' };
  if (listener.kind === 'refused' || listener.kind === 'no route') return { error: listener.kind };
  const shown = listener.kind === 'server' ? listener.certificate?.(serverName) : listener.kind === 'http' ? listener.certificate : undefined;
  return shown === undefined ? { error: 'no tls' } : { served: shown.whole ?? [madeUp(shown, cluster().clock.now)] };
};

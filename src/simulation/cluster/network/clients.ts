/** Whoever uses the network: a container of a Pod, or the reader's machine. */
import { byText } from '../../base/ordered-map';
import type { Pod } from '../../api';
import { readCertificates } from '../../network/tls/pem';
import { filesOf } from '../node/machine/files';
import { hostsFile } from '../node/machine/image-files';
import { mountedOf, podOn } from '../node/machine/machine';
import { OUTER_RESOLV_CONF, resolvConfOf } from '../node/resolv-conf';
import type { Cluster } from '../state';
import { CLUSTER_CA } from './api-server';
import type { Client } from './client';
import type { Network } from './network';
import { READER_ADDRESS } from './outside';

const SERVICE_ACCOUNT_CA = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';

/** What a file of certificates makes a client trust; undefined: there is no such file. */
const trustedIn = (text: string | undefined): readonly string[] | undefined => (text === undefined ? undefined : readCertificates(text).map(({ name }) => name));

/** A container of a running Pod; undefined where it has no sandbox. */
export function podClient(cluster: Cluster, network: Network, pod: Pod, container: string): Client | undefined {
  const node = pod.spec.nodeName ?? '';
  const machine = byText.get(cluster.machines, node);
  const runtime = machine === undefined ? undefined : podOn(machine, pod.metadata.uid ?? '');
  const address = runtime?.sandboxes[0]?.ip;
  const own = runtime?.containers.find(({ name }) => name === container);
  if (machine === undefined || address === undefined || own === undefined) return undefined;
  const files = filesOf(own, pod.spec.containers.find(({ name }) => name === container), mountedOf(machine, pod.metadata.uid ?? ''));
  return {
    address, node, resolvConf: resolvConfOf(pod), hosts: hostsFile(pod), local: (port) => network.within(pod, port),
    issuersIn: (path) => {
      if (path === '') return ['public'];
      return path === SERVICE_ACCOUNT_CA ? [CLUSTER_CA] : trustedIn(files.read(path));
    },
    read: (path) => files.read(path),
  };
}

/** The machine at which the reader types. `local`: what it forwards; `read`: its files. */
export const readerClient = ({ hosts, local, read }: { readonly hosts: string; readonly local: Client['local']; readonly read: (path: string) => string | undefined }): Client => ({
  address: READER_ADDRESS, node: undefined, resolvConf: OUTER_RESOLV_CONF, hosts, local, read,
  issuersIn: (path) => (path === '' ? ['public'] : trustedIn(read(path))),
});

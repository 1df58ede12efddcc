/** CoreDNS in the Pods of a cluster: each with the Corefile that its volume holds, answering from the objects of the API. */
import { byText } from '../../base/ordered-map';
import { askCoreDns, newCoreDnsState, NOTHING_USED, reloadCoreDns, startCoreDns, turnOf } from '../../network/dns/coredns';
import type { CoreDns, CoreDnsState, KubernetesObjects, Turn, Upstream, Used } from '../../network/dns/coredns';
import type { DnsQuery } from '../../network/dns/message';
import type { Delivery } from '../../network/dns/resolver';
import { milliValue, quantityOf } from '../../api';
import type { Pod } from '../../api';
import { milliCpuToQuota } from '../../resources/pod/cpu-arithmetic';
import { isStopped } from '../components/refusal';
import { filesOf } from '../node/machine/files';
import { mountedOf } from '../node/machine/machine';
import { OUTER_RESOLV_CONF } from '../node/resolv-conf';
import type { RuntimeContainer } from '../node/machine/machine';
import { filledIn, LOCAL_ADDRESS, NODE_CACHE } from './node-cache';
import type { Cluster } from '../state';
import { objectsIn } from '../store/store';

/** A server at work: what it read last, and what it has in its caches. */
interface Running {
  readonly corefile: string;
  readonly server: CoreDns | undefined;
  readonly state: CoreDnsState;
  /** What it has used of its CPU limit. */
  readonly cpu: Used;
}

/** What the servers remember, by container. It is lost with whoever keeps it, as a cache may be. */
export type DnsMemory = Map<string, Running>;

const MILLISECOND = 1000;

const known = new WeakMap<object, KubernetesObjects>();

/** What CoreDNS' informers have: the same as long as the store is the same. */
function objectsOf({ server: { store } }: Cluster): KubernetesObjects {
  const before = known.get(store.tables as object);
  if (before !== undefined) return before;
  const of = (name: string): never[] => objectsIn(store.tables, name) as never[];
  const objects: KubernetesObjects = { namespaces: of('namespaces'), services: of('services'), endpointSlices: of('endpointslices.discovery.k8s.io'), pods: of('pods') };
  known.set(store.tables as object, objects);
  return objects;
}

/** The Corefile as it lies in the container: what a ConfigMap is changed to comes there with the kubelet's next sync. */
function corefileOf({ machines }: Cluster, pod: Pod, container: RuntimeContainer): string {
  const machine = byText.get(machines, pod.spec.nodeName ?? '');
  const spec = pod.spec.containers.find(({ name }) => name === container.name);
  return machine === undefined ? '' : (filesOf(container, spec, mountedOf(machine, pod.metadata.uid ?? '')).read('/etc/coredns/Corefile') ?? '');
}

/** Reading a Corefile takes long and always gives the same; those read last are kept, by the server's address. */
const read = new Map<string, ReturnType<typeof startCoreDns>>();
const MOST_READ = 16;

const setupOf = (corefile: string, own: string): Parameters<typeof startCoreDns>[0] => ({
  corefile, files: { '/etc/resolv.conf': OUTER_RESOLV_CONF, '/etc/hosts': '127.0.0.1 localhost\n' }, inCluster: true, apiServer: 'up', ownAddresses: ['127.0.0.1', '::1', LOCAL_ADDRESS, own],
});

function started(corefile: string, own: string): ReturnType<typeof startCoreDns> {
  const key = `${own}\0${corefile}`;
  const before = read.get(key);
  if (before !== undefined) return before;
  const now = startCoreDns(setupOf(corefile, own));
  if (read.size >= MOST_READ) read.clear();
  read.set(key, now);
  return now;
}

/** A server whose Corefile has changed reads it anew (plugin/reload, which looks every half minute; here it has just looked); a bad one changes nothing. */
function running(memory: DnsMemory, cluster: Cluster, pod: Pod, container: RuntimeContainer, log: (line: string) => void): Running {
  const corefile = container.behaviour.serves === NODE_CACHE ? filledIn(cluster, corefileOf(cluster, pod, container)) : corefileOf(cluster, pod, container);
  const before = memory.get(container.id);
  if (before !== undefined && before.corefile === corefile) return before;
  const own = pod.status?.podIP ?? '';
  // What is in memory does not outlive the plug-ins that kept it.
  const fresh = { corefile, state: newCoreDnsState(), cpu: before?.cpu ?? NOTHING_USED };
  let now: Running = { ...fresh, server: started(corefile, own).server };
  if (before?.server !== undefined) {
    const { server, stdout } = reloadCoreDns(before.server, setupOf(corefile, own));
    for (const line of stdout) log(line);
    now = { ...(server === before.server ? { ...before, corefile } : fresh), server };
  }
  memory.set(container.id, now);
  return now;
}

const ONE_CPU = 100_000;

/** When a question gets CPU: at once, unless the container has a limit of less than one CPU. */
function turn(cpu: Used, { spec }: Pod, { name }: RuntimeContainer, { transport = 'udp' }: DnsQuery, at: number): Turn {
  const limit = spec.containers.find((one) => one.name === name)?.resources?.limits?.cpu;
  const quota = limit === undefined ? null : milliCpuToQuota(milliValue(quantityOf(limit)));
  return quota === null || quota >= ONE_CPU ? { used: cpu, wait: 0 } : turnOf(cpu, at, quota, transport);
}

/** A question that has reached a CoreDNS container; `at` in milliseconds. */
export function askInPod(memory: DnsMemory, cluster: Cluster, { pod, container, to, upstream, log }: { readonly pod: Pod; readonly container: RuntimeContainer; /** The address that was asked, of those that it has. */ readonly to?: string; readonly upstream: Upstream; readonly log: (line: string) => void }, query: DnsQuery, at: number): Delivery {
  if (container.behaviour.serves !== NODE_CACHE && isStopped(cluster.components, 'coredns')) return { kind: 'silent' };
  const { corefile, server, state, cpu } = running(memory, cluster, pod, container, log);
  if (server === undefined) return { kind: 'refused', took: 1 };
  const { used, wait } = turn(cpu, pod, container, query, at);
  if (wait === undefined) {
    memory.set(container.id, { corefile, server, state, cpu: used });
    return { kind: 'silent' };
  }
  const answered = askCoreDns(server, state, query, { now: at + wait, upstream, objects: objectsOf(cluster), address: to ?? pod.status?.podIP ?? '', serial: Math.floor(cluster.clock.now / MILLISECOND / MILLISECOND) });
  memory.set(container.id, { corefile, server, state: answered.state, cpu: used });
  for (const line of answered.lines) log(line);
  return { kind: 'reply', reply: answered.reply, took: 1 + wait + answered.took };
}

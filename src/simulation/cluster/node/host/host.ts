/** Runs a command line at a machine, and lets what it did there take effect. */
import { byText } from '../../../base/ordered-map';
import type { Answer } from '../../apiserver/types';
import { failure } from '../../apiserver/failures';
import { ETCD_MEMBERS, isStopped, startComponent, stopComponent } from '../../components';
import type { ComponentName } from '../../components';
import { wake } from '../../cluster';
import { dataDirectory, etcdFiles } from '../../etcd/living/living';
import { etcdChanged, memberActs } from '../../etcd/living/work';
import type { Cluster, ClusterConfig } from '../../state';
import { NEW_MACHINE } from '../machine/machine';
import type { Machine } from '../machine/machine';
import type { Files } from '../machine/written-files';
import { kubeletName } from '../settings';
import { apiServerAnew } from './api-server';
import { BOX, boxAt, cgroupFiles } from './box';
import { hostFiles } from './host-files';
import { staticPodsOf } from './static-pods';
import { MANIFESTS_DIRECTORY } from './types';
import type { HostRan } from './types';

export interface AtHost {
  readonly host: string;
  readonly line: string;
  readonly input?: string;
  readonly directory?: string;
}

/** The parts of the control plane that run as static Pods, and stop with them. */
const STATIC_COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

const isEtcd = (host: string): boolean => ETCD_MEMBERS.some((name) => name === host);

/** The machines that somebody can log in to: nodes, and the members of etcd. */
export const hostNames = ({ controllers, hosts }: ClusterConfig): readonly string[] => [...controllers.flatMap(({ name, node }) => (node !== undefined && name === kubeletName(node) ? [node] : [])), ...ETCD_MEMBERS, ...(hosts?.box === true ? [BOX] : [])];

const machineOf = ({ machines }: Cluster, host: string): Machine => byText.get(machines, host) ?? NEW_MACHINE;

const withMachine = (cluster: Cluster, host: string, machine: Machine): Cluster => ({ ...cluster, machines: byText.set(cluster.machines, host, machine) });

/** All files of the machine, volumes of the kind hostPath among them. */
function filesOf(cluster: Cluster, host: string): Files {
  const { root = {}, disk = null } = machineOf(cluster, host);
  const mounted = [...byText.entries(disk)].flatMap(([at, files]) => [[at.replace(/\/+$/, ''), { kind: 'directory', at: 0 }] as const, ...Object.entries(files).map(([path, node]) => [`${at.replace(/\/+$/, '')}/${path}`, node] as const)]);
  return { ...hostFiles(host), ...etcdFiles(cluster, host), ...root, ...Object.fromEntries(mounted) };
}

/** Where what was written belongs: to a volume that a Pod has of this machine, or to the machine alone. */
function kept(machine: Machine, host: string, after: Files, own: Files = {}): Machine {
  let disk = machine.disk ?? null;
  const places = [...byText.entries(disk)].map(([at]) => at.replace(/\/+$/, ''));
  const placeOf = (path: string): string | undefined => places.find((at) => path === at || path.startsWith(`${at}/`));
  for (const at of places) disk = byText.set(disk, at, Object.fromEntries(Object.entries(after).flatMap(([path, node]) => (placeOf(path) === at && path !== at ? [[path.slice(at.length + 1), node] as const] : []))));
  const given = { ...hostFiles(host), ...own };
  // What was there from the beginning is not written down again.
  const root = Object.fromEntries(Object.entries(after).filter(([path, node]) => placeOf(path) === undefined && !(given[path] !== undefined && node.at === 0) && !path.startsWith('/sys/')));
  return { ...machine, root, ...(disk === null ? {} : { disk }) };
}

/** The machine with the static Pods of its folder; a Pod whose file is as it was stays the same. */
function withStaticPods(config: ClusterConfig, machine: Machine, before: Files, after: Files): Machine {
  let manifests: Machine['manifests'] = null;
  for (const [name, pod] of staticPodsOf(after, config.server.registry)) {
    const path = `${MANIFESTS_DIRECTORY}/${name}`;
    manifests = byText.set(manifests, name, before[path] === after[path] ? (byText.get(machine.manifests, name) ?? pod) : pod);
  }
  return { ...machine, manifests };
}

const inFolder = (files: Files): readonly (readonly [string, unknown])[] => Object.entries(files).filter(([path]) => path.startsWith(`${MANIFESTS_DIRECTORY}/`));

function folderChanged(before: Files, after: Files): boolean {
  const [a, b] = [inFolder(before), inFolder(after)];
  return a.length !== b.length || a.some(([path, node]) => after[path] !== node);
}

/** Parts of the control plane whose files the kubelet has just missed or found. */
function withControlPlane(config: ClusterConfig, cluster: Cluster, before: Machine, after: Machine): Cluster {
  const names = ({ manifests }: Machine): ReadonlySet<string> => new Set([...byText.entries(manifests)].map(([, pod]) => pod.metadata.name ?? ''));
  const [had, has] = [names(before), names(after)];
  return STATIC_COMPONENTS.reduce((now, name) => (had.has(name) === has.has(name) ? now : (has.has(name) ? startComponent : stopComponent)(config, now, name)), cluster);
}

/** The kubelet of the machine reads its folder. */
function readFolder(config: ClusterConfig, cluster: Cluster, host: string): Cluster {
  const machine = machineOf(cluster, host);
  const { read = machine.manifests } = machine;
  const noted = withMachine(cluster, host, { ...machine, read: machine.manifests });
  const woken = byText.has(noted.controllers, kubeletName(host)) ? wake(config, noted, kubeletName(host), 'manifests') : noted;
  return host === config.hosts?.controlPlane ? withControlPlane(config, woken, { ...machine, manifests: read }, machine) : woken;
}

/** Puts a file on a machine, as whoever set it up did; its kubelet finds what is in its folder. */
export function placeFiles(config: ClusterConfig, cluster: Cluster, host: string, texts: Readonly<Record<string, string>>): Cluster {
  const before = filesOf(cluster, host);
  const after: Files = { ...before, ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { kind: 'file', text, at: cluster.clock.now } as const])) };
  const machine = withStaticPods(config, kept(machineOf(cluster, host), host, after), before, after);
  const runs = byText.has(cluster.controllers, kubeletName(host));
  const placed = withMachine(cluster, host, { ...machine, read: runs ? machine.manifests : null });
  return runs ? wake(config, placed, kubeletName(host), 'manifests') : placed;
}

const answered = ({ stdout, stderr, exit, took }: HostRan): Answer => ({ code: 101, stream: { stdout, stderr, exit, took } });

/** At a member of etcd: its data directory is its own again once it runs on it, and one that it has left stays as files. */
function atMember(config: ClusterConfig, cluster: Cluster, host: string, { acts, etcd, files }: HostRan): Cluster {
  const changed = etcd === undefined ? cluster : etcdChanged(config, cluster, etcd);
  const now = memberActs(config, changed, host, acts, files);
  const [left, own] = [dataDirectory(cluster, host), dataDirectory(now, host)];
  const machine = machineOf(now, host);
  const root = { ...machine.root };
  if (now.etcd?.members.find(({ name }) => name === host)?.touched !== true) for (const path of Object.keys(root)) if (path === own || path.startsWith(`${own}/member/`)) delete root[path];
  if (left !== own) for (const [path, node] of Object.entries(files)) if (path === left || path.startsWith(`${left}/`)) root[path] = node.kind === 'file' ? { kind: 'file', text: node.text, at: now.clock.now } : { kind: 'directory', at: now.clock.now };
  return now === cluster && Object.keys(root).length === Object.keys(machine.root ?? {}).length ? cluster : withMachine(now, host, { ...machine, root });
}

/** What ssh would bring back. */
export function atHost(config: ClusterConfig, cluster: Cluster, { host, line, input = '', directory = '/root' }: AtHost): { readonly cluster: Cluster; readonly answer: Answer } {
  const refuse = (why: string, transport: 'refused' | 'timeout'): { readonly cluster: Cluster; readonly answer: Answer } => ({ cluster, answer: { failure: failure('', why, { code: 0, transport, took: 0 }) } });
  if (config.hosts === undefined || !hostNames(config).includes(host)) return refuse(`Could not resolve hostname ${host}: Name or service not known`, 'refused');
  if (isStopped(cluster.components, `network/${host}`)) return refuse(`connect to host ${host} port 22: Connection timed out`, 'timeout');
  const box = host === BOX ? boxAt(machineOf(cluster, host).box, cluster.clock.now) : undefined;
  const before: Files = { ...filesOf(cluster, host), ...(box === undefined ? {} : cgroupFiles(box)) };
  const ran = config.hosts.shell({ host, line, input, directory, files: before, cluster, ...(box === undefined ? {} : { box }) });
  if (ran === 'hang') return { cluster, answer: { code: 101, stream: { stdout: '', stderr: '', exit: undefined, took: 0 } } };
  let now = cluster;
  if (ran.files !== before) {
    const machine = kept(machineOf(now, host), host, ran.files, etcdFiles(cluster, host));
    now = withMachine(now, host, folderChanged(before, ran.files) ? withStaticPods(config, machine, before, ran.files) : machine);
  }
  if (ran.box !== undefined) now = withMachine(now, host, { ...machineOf(now, host), box: ran.box });
  const kubelet = `kubelet/${host}` as ComponentName;
  const ranBefore = !isStopped(now.components, kubelet);
  if (isEtcd(host)) return { cluster: atMember(config, now, host, ran), answer: answered(ran) };
  for (const { action, component } of ran.acts) now = (action === 'stop' ? stopComponent : startComponent)(config, now, component);
  // Without its kubelet nobody looks into the folder; one that comes back does.
  const starts = ran.acts.some(({ action, component }) => action === 'start' && component === kubelet);
  const looks = host !== BOX && ((starts && !ranBefore) || (!isStopped(now.components, kubelet) && machineOf(now, host).manifests !== machineOf(cluster, host).manifests));
  if (looks) now = readFolder(config, now, host);
  const path = `${MANIFESTS_DIRECTORY}/kube-apiserver.yaml`;
  const pod = byText.get(machineOf(now, host).manifests, 'kube-apiserver.yaml');
  if (looks && host === config.hosts.controlPlane && pod !== undefined && before[path] !== ran.files[path]) now = apiServerAnew(config, now, pod, filesOf(now, host));
  return { cluster: now, answer: answered(ran) };
}
